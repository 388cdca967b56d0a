import type { Vertex } from '../../protocol/messages.js';
import type { LogLimits } from '../../scenarios/model/build-script.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import { orderOf, toBeats, type Beat, type Event } from './event.js';
import { planGraph, type PlannedVertex } from './graph.js';
import type { PlannedRun, Releases } from './planned-run.js';
import { insideOf } from './run-events.js';
import { timestamp } from './timestamp.js';

/** The course of a build: its messages, and how it ends. */
export interface Timeline {
  readonly beats: readonly Beat[];
  /** Of all vertices, in the order of the graph. */
  readonly digests: readonly string[];
  /** Milliseconds; `Infinity` while a barrier stands in the way of the end. */
  readonly duration: number;
  /** The vertex that fails first. */
  readonly failed?: PlannedVertex;
}

/** What is known of a build beside its graph. */
export interface Circumstances {
  /** Default: no barrier was. */
  readonly releases?: Releases;
  readonly limits?: LogLimits | undefined;
  /** Keys of events that have happened and are left out. */
  readonly past?: ReadonlySet<string>;
}

const canceled = 'context canceled';

/** Lays a scripted graph out in time. Where a vertex fails, what runs beside it is cancelled and the rest never starts. */
export function layOut(
  vertices: readonly VertexScript[],
  { releases = new Map(), limits, past }: Circumstances = {},
): Timeline {
  const graph = planGraph(vertices, releases);
  const failed = graph
    .filter(({ script, end }) => script.error !== undefined && end !== Number.POSITIVE_INFINITY)
    .reduce<PlannedVertex | undefined>(
      (first, next) => (first === undefined || next.end < first.end ? next : first),
      undefined,
    );
  const lives = graph.map((vertex) => lifeOf(vertex, failed, limits));
  const events = [...announcements(graph, failed), ...lives.flatMap((life) => life.events)];
  return {
    beats: toBeats(past === undefined ? events : events.filter(({ key }) => !past.has(key))),
    digests: graph.map(({ digest }) => digest),
    duration: lives.reduce((last, { end }) => Math.max(last, end), 0),
    ...(failed === undefined ? {} : { failed }),
  };
}

/** Whether a run starts at all: not after the failure, nor behind it. */
function starts(run: Pick<PlannedRun, 'start' | 'wave'>, failed: PlannedVertex | undefined): boolean {
  if (failed === undefined || run.start < failed.end) return true;
  return run.start === failed.end && run.wave <= failed.lastWave;
}

/** The frontend's graph is announced as a whole, inputs before dependents, when its first vertex can start. */
function announcements(graph: readonly PlannedVertex[], failed: PlannedVertex | undefined): readonly Event[] {
  const own = graph.filter((vertex) => !vertex.internal);
  const first = own.reduce<PlannedVertex | undefined>(
    (best, next) =>
      best === undefined || next.start < best.start || (next.start === best.start && next.wave < best.wave)
        ? next
        : best,
    undefined,
  );
  if (first === undefined || !starts(first, failed)) return [];
  return own.map((vertex) => ({
    key: `${vertex.script.name} announced`,
    at: first.start,
    wave: orderOf(first.wave, 'announced'),
    part: { vertex: () => toVertex(vertex) },
  }));
}

interface VertexLife {
  readonly events: readonly Event[];
  /** When nothing of it runs any more. */
  readonly end: number;
}

function lifeOf(vertex: PlannedVertex, failed: PlannedVertex | undefined, limits: LogLimits | undefined): VertexLife {
  const events: Event[] = [];
  let end = 0;
  for (const [index, run] of vertex.runs.entries()) {
    if (!starts(run, failed)) {
      // It may have waited for its start when the build failed.
      const began = arrivalsOf(run, keyOf(vertex, index)).filter(({ at }) =>
        starts({ start: at, wave: run.wave }, failed),
      );
      events.push(...began);
      break;
    }
    events.push(...lifeOfRun(vertex, run, index, failed, limits));
    end = Math.min(run.end, failed?.end ?? run.end);
  }
  return { events, end };
}

function lifeOfRun(
  vertex: PlannedVertex,
  run: PlannedRun,
  index: number,
  failed: PlannedVertex | undefined,
  limits: LogLimits | undefined,
): readonly Event[] {
  const { script } = vertex;
  const { start, wave } = run;
  const isLast = index === vertex.runs.length - 1;
  const cut = failed !== undefined && vertex !== failed && run.end > failed.end;
  const end = cut ? failed.end : run.end;
  const error = cut ? canceled : isLast ? (script.error ?? '') : '';
  const key = keyOf(vertex, index);
  const state = { start, withInputs: run.withInputs, cached: script.cached === true && index === 0 };
  const arrivals = arrivalsOf(run, key).filter(({ at }) => at < end || (at === end && !cut));
  const completed: Event = {
    key: `${key} completed`,
    at: end,
    wave: orderOf(cut ? failed.lastWave : wave, 'completed'),
    part: {
      vertex: (began) => toVertex(vertex, { ...state, began, completed: end, error }),
      ...(isLast && error === '' ? { releases: script.releases ?? [] } : {}),
    },
  };
  if (state.cached) return [...arrivals, completed];
  return [
    ...arrivals,
    {
      key: `${key} started`,
      at: start,
      wave: orderOf(wave, 'started'),
      part: { vertex: (began) => toVertex(vertex, { ...state, began }) },
    },
    ...insideOf(vertex, run, key, { at: end, cut, failed: isLast && vertex === failed }, limits),
    completed,
  ];
}

function keyOf({ script }: PlannedVertex, run: number): string {
  return `${script.name} run ${run}`;
}

function arrivalsOf(run: PlannedRun, key: string): readonly Event[] {
  return run.arrivals.map(({ barrier, at, inside }, i) => ({
    key: `${key} barrier ${i}`,
    at,
    wave: orderOf(run.wave, inside ? 'inside' : 'announced'),
    part: { arrival: barrier },
  }));
}

/** What a vertex is like once it has started. */
interface RunState {
  readonly began: number;
  readonly start: number;
  readonly withInputs: boolean;
  readonly cached: boolean;
  readonly completed?: number;
  readonly error?: string;
}

function toVertex(vertex: PlannedVertex, run?: RunState): Vertex {
  const { script, digest, internal, inputs } = vertex;
  return {
    digest,
    inputs:
      internal || run?.withInputs === false
        ? []
        : inputs.filter((input) => !input.internal).map((input) => input.digest),
    name: script.name,
    cached: run?.cached === true,
    ...(run === undefined ? {} : { started: timestamp(run.began + run.start) }),
    ...(run?.completed === undefined ? {} : { completed: timestamp(run.began + run.completed) }),
    error: run?.error ?? '',
    ...(script.group === undefined ? {} : { progressGroup: { weak: false, ...script.group } }),
  };
}
