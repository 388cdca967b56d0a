import { none } from '../../protocol/none.js';
import type { LogLimits } from '../../scenarios/model/build-script.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import { orderOf, toBeats, type Beat, type Event } from './event.js';
import { dependentsFirst } from './dependents-first.js';
import { isInGraph, planGraph, type PlannedVertex } from './graph.js';
import type { PlannedRun, Releases } from './planned-run.js';
import { insideOf } from './run-events.js';
import { Announced, Completed, LookedUp, runKey, Started } from './vertex-events.js';

/** The course of a build: its messages, and how it ends. */
export interface Timeline {
  readonly beats: readonly Beat[];
  /** Digests of all vertices, in the order of the graph. */
  readonly digests: readonly string[];
  /** How long the build takes, in milliseconds; `Infinity` while a barrier stands in the way of its end. */
  readonly duration: number;
  /** The vertex that fails first. */
  readonly failed?: PlannedVertex;
}

/** What is known of a build beside its graph. */
export interface Circumstances {
  /** When barriers were released. Default: none was. */
  readonly releases?: Releases;
  readonly limits?: LogLimits | undefined;
  /** Keys of events that have happened and are left out. */
  readonly past?: ReadonlySet<string>;
  /** Names of the vertices that have work to do when they start. Default: none has. */
  readonly works?: ReadonlySet<string> | undefined;
}

const canceled = 'context canceled';

/**
 * Lays a scripted graph out in time. Where a vertex fails, what runs beside it is cancelled, and the rest never starts.
 */
export function layOut(
  vertices: readonly VertexScript[],
  { releases = new Map(), limits, past, works }: Circumstances = {},
): Timeline {
  const graph = planGraph(vertices, releases);
  const failed = graph
    .filter(({ script, end }) => script.error !== undefined && end !== Number.POSITIVE_INFINITY)
    .reduce<PlannedVertex | undefined>(
      (first, next) => (first === undefined || endsBefore(next, first) ? next : first),
      undefined,
    );
  const events = announcements(graph, failed);
  let duration = 0;
  for (const vertex of graph) {
    duration = Math.max(duration, addLife(vertex, events, failed, limits));
    if (works?.has(vertex.script.name) === true && starts(vertex.runs[0], failed)) events.push(workOf(vertex));
  }
  return {
    beats: toBeats(past === undefined ? events : events.filter(({ key }) => !past.has(key))),
    digests: graph.map(({ digest }) => digest),
    duration,
    ...(failed === undefined ? {} : { failed }),
  };
}

/** Comes after what the vertex shows at its start; it is not known yet what it shows later. */
function workOf({ script, runs: [{ start, wave }] }: PlannedVertex): Event {
  return { key: `${script.name} work`, at: start, wave: orderOf(wave, 'inside'), work: script.name };
}

/** Of two that end at one instant, that of the earlier wave is the first. */
function endsBefore(one: PlannedVertex, other: PlannedVertex): boolean {
  return one.end < other.end || (one.end === other.end && one.lastWave < other.lastWave);
}

/** Whether a run starts at all: it does not after the failure, nor behind it. */
function starts(run: Pick<PlannedRun, 'start' | 'wave'>, failed: PlannedVertex | undefined): boolean {
  if (failed === undefined || run.start < failed.end) return true;
  return run.start === failed.end && run.wave <= failed.lastWave;
}

/**
 * Announces the frontend's graph as a whole when its first vertex can start, and each file that the frontend reads
 * before that as a graph of its own. What runs beside the graphs is not announced.
 */
function announcements(graph: readonly PlannedVertex[], failed: PlannedVertex | undefined): Event[] {
  const read = graph.filter(({ nature }) => nature === 'definition').map((vertex) => [vertex]);
  return [...read, dependentsFirst(graph.filter(isInGraph))].flatMap((vertices) => {
    const first = firstToStart(vertices);
    return first !== undefined && starts(first, failed) ? vertices.map((vertex) => new Announced(vertex, first)) : [];
  });
}

function firstToStart(vertices: readonly PlannedVertex[]): PlannedVertex | undefined {
  return vertices.reduce<PlannedVertex | undefined>(
    (best, next) =>
      best === undefined || next.start < best.start || (next.start === best.start && next.wave < best.wave)
        ? next
        : best,
    undefined,
  );
}

/** Adds the events of all runs of a vertex, and tells when nothing of it runs any more. */
function addLife(
  vertex: PlannedVertex,
  events: Event[],
  failed: PlannedVertex | undefined,
  limits: LogLimits | undefined,
): number {
  let end = 0;
  for (const run of vertex.runs) {
    if (!starts(run, failed)) {
      // The run may have waited at a barrier when the build failed, even before its start.
      for (const arrival of arrivalsOf(vertex, run))
        if (starts({ start: arrival.at, wave: run.wave }, failed)) events.push(arrival);
      break;
    }
    addRun(vertex, run, events, failed, limits);
    end = Math.min(run.end, failed?.end ?? run.end);
  }
  return end;
}

function addRun(
  vertex: PlannedVertex,
  run: PlannedRun,
  events: Event[],
  failed: PlannedVertex | undefined,
  limits: LogLimits | undefined,
): void {
  const { script, runs } = vertex;
  const isLast = run === runs.at(-1);
  const cut = failed !== undefined && vertex !== failed && run.end > failed.end;
  const end = cut ? failed.end : run.end;
  const error = cut ? canceled : isLast ? (script.error ?? '') : '';
  const cached = script.cached === true && run === runs[0];
  for (const arrival of arrivalsOf(vertex, run))
    if (arrival.at < end || (arrival.at === end && !cut)) events.push(arrival);
  if (!cached) {
    if (vertex.runsTwice) events.push(new LookedUp(vertex, run));
    events.push(new Started(vertex, run));
    const runEnd = { at: end, cut, failed: isLast && vertex === failed };
    for (const event of insideOf(vertex, run, runEnd, limits)) events.push(event);
  }
  const wave = cut ? failed.lastWave : run.wave;
  const releases = isLast && error === '' ? script.releases : undefined;
  events.push(new Completed(vertex, run, { at: end, wave, cached, error, releases }));
}

function arrivalsOf(vertex: PlannedVertex, run: PlannedRun): readonly Event[] {
  if (run.arrivals.length === 0) return none;
  const key = runKey(vertex, run);
  return run.arrivals.map(({ barrier, at, inside }, i) => ({
    key: `${key} barrier ${i}`,
    at,
    wave: orderOf(run.wave, inside ? 'inside' : 'announced'),
    arrival: barrier,
  }));
}
