import type { StatusResponse, Vertex, VertexLog, VertexStatus, VertexWarning } from '../../protocol/messages.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { LogScript, StatusScript, VertexScript, WarningScript } from '../../scenarios/model/vertex-script.js';
import { toMilliseconds } from '../../time/duration.js';
import { planGraph, type PlannedVertex } from './graph.js';
import { bytesOf } from './bytes.js';
import { timestamp } from './timestamp.js';

/** One progress message of a build, to be sent `at` milliseconds after its start. */
export interface Beat {
  readonly at: number;
  /** @param began the instant at which the build began, in milliseconds since the Unix epoch */
  message(began: number): StatusResponse;
}

/** The course of a build: its messages, and how it ends. */
export interface Timeline {
  readonly beats: readonly Beat[];
  /** Of all vertices, in the order of the graph. */
  readonly digests: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
  /** The vertex that fails first. */
  readonly failed?: PlannedVertex;
}

/** A part of a message, before it has its place among those of the same instant. */
interface Event {
  readonly at: number;
  readonly wave: number;
  readonly part: Partial<{
    readonly vertex: (began: number) => Vertex;
    readonly status: (began: number) => VertexStatus;
    readonly log: (began: number) => VertexLog;
    readonly warning: () => VertexWarning;
  }>;
}

const canceled = 'context canceled';

/** Lays a scripted graph out in time. Where a vertex fails, what runs beside it is cancelled and the rest never starts. */
export function layOut(vertices: NonNullable<BuildScript['vertices']>): Timeline {
  const graph = planGraph(vertices);
  const failed = graph
    .filter(({ script }) => script.error !== undefined)
    .reduce<PlannedVertex | undefined>(
      (first, next) => (first === undefined || next.end < first.end ? next : first),
      undefined,
    );
  const stop = failed?.end ?? Number.POSITIVE_INFINITY;
  const running = graph.filter((vertex) => runs(vertex, failed));
  const events = [...announcements(graph), ...running.flatMap((vertex) => lifeOf(vertex, failed))];
  const duration = running.reduce((last, vertex) => Math.max(last, Math.min(vertex.end, stop)), 0);
  return {
    beats: toBeats(events),
    digests: graph.map(({ digest }) => digest),
    duration,
    ...(failed === undefined ? {} : { failed }),
  };
}

/** Whether a vertex starts at all: not after the failure, nor behind it. */
function runs(vertex: PlannedVertex, failed: PlannedVertex | undefined): boolean {
  if (failed === undefined || vertex === failed) return true;
  if (vertex.start > failed.end) return false;
  if (vertex.start < failed.end) return true;
  return vertex.wave <= failed.wave;
}

/** The frontend's graph is announced as a whole, inputs before dependents, when its first vertex can start. */
function announcements(graph: readonly PlannedVertex[]): readonly Event[] {
  const own = graph.filter((vertex) => !vertex.internal);
  const first = own.reduce<PlannedVertex | undefined>(
    (best, next) =>
      best === undefined || next.start < best.start || (next.start === best.start && next.wave < best.wave)
        ? next
        : best,
    undefined,
  );
  if (first === undefined) return [];
  return own.map((vertex) => ({
    at: first.start,
    wave: first.wave * phases,
    part: { vertex: (began) => toVertex(vertex, began, { announced: true }) },
  }));
}

/** Within a wave: announced, started, what happens inside, completed. */
const phases = 4;

function lifeOf(vertex: PlannedVertex, failed: PlannedVertex | undefined): readonly Event[] {
  const { script, start } = vertex;
  const cut = failed !== undefined && vertex !== failed && vertex.end > failed.end;
  const end = cut ? failed.end : vertex.end;
  const endWave = cut ? failed.wave : vertex.wave;
  const base = vertex.wave * phases;
  const last = endWave * phases + 3;
  const error = cut ? canceled : (script.error ?? '');
  const inside = (event: Event): boolean => event.at < end || (event.at === end && !cut);
  if (script.cached === true) {
    return [
      { at: start, wave: base + 3, part: { vertex: (began) => toVertex(vertex, began, { completed: start, error }) } },
    ];
  }
  return [
    { at: start, wave: base + 1, part: { vertex: (began) => toVertex(vertex, began, {}) } },
    ...[
      ...(script.statuses ?? []).flatMap((status) => lifeOfStatus(status, vertex)),
      ...(script.logs ?? []).map((log) => toLog(log, vertex)),
      ...(script.warnings ?? []).map((warning) => toWarning(warning, vertex)),
    ].filter(inside),
    { at: end, wave: last, part: { vertex: (began) => toVertex(vertex, began, { completed: end, error }) } },
  ];
}

function insideAt(vertex: PlannedVertex, offset: VertexScript['takes'] = 0): Pick<Event, 'at' | 'wave'> {
  const at = vertex.start + toMilliseconds(offset);
  return { at, wave: vertex.wave * phases + 2 };
}

function lifeOfStatus(script: StatusScript, vertex: PlannedVertex): readonly Event[] {
  const { at: start, wave } = insideAt(vertex, script.at);
  const end = script.takes === undefined ? Math.max(start, vertex.end) : start + toMilliseconds(script.takes);
  const reached = BigInt(script.current ?? script.total ?? 0);
  const updates = script.updates ?? 0;
  const at = (share: number): number => start + (end - start) * share;
  const event = (when: number, current: bigint, completed: boolean): Event => ({
    at: when,
    wave,
    part: {
      status: (began) => ({
        id: script.id,
        vertex: vertex.digest,
        name: script.name ?? '',
        current,
        total: BigInt(script.total ?? 0),
        timestamp: timestamp(began + when),
        started: timestamp(began + start),
        ...(completed ? { completed: timestamp(began + when) } : {}),
      }),
    },
  });
  const between = Array.from({ length: updates }, (_, index) => {
    const share = (index + 1) / (updates + 1);
    return event(at(share), (reached * BigInt(index + 1)) / BigInt(updates + 1), false);
  });
  // Read together, start and completion of an item are one update.
  return end === start ? [event(end, reached, true)] : [event(start, 0n, false), ...between, event(end, reached, true)];
}

function toLog(script: LogScript, vertex: PlannedVertex): Event {
  const place = insideAt(vertex, script.at);
  return {
    ...place,
    part: {
      log: (began) => ({
        vertex: vertex.digest,
        timestamp: timestamp(began + place.at),
        stream: script.stream === 'stderr' ? 2n : 1n,
        message: bytesOf(script.text),
      }),
    },
  };
}

function toWarning(script: WarningScript, vertex: PlannedVertex): Event {
  const position = (at: { readonly line: number; readonly character?: number }) => ({
    line: at.line,
    character: at.character ?? 0,
  });
  return {
    ...insideAt(vertex, script.at),
    part: {
      warning: () => ({
        vertex: vertex.digest,
        level: BigInt(script.level ?? 1),
        short: bytesOf(script.short),
        detail: (script.detail ?? []).map(bytesOf),
        url: script.url ?? '',
        ...(script.source === undefined
          ? {}
          : {
              info: {
                filename: script.source.filename,
                data: bytesOf(script.source.text),
                language: script.source.language ?? '',
              },
            }),
        ranges: (script.ranges ?? []).map(({ start, end }) => ({ start: position(start), end: position(end) })),
      }),
    },
  };
}

function toVertex(
  vertex: PlannedVertex,
  began: number,
  { announced = false, completed, error = '' }: { announced?: boolean; completed?: number; error?: string },
): Vertex {
  const { script, digest, internal, inputs, start } = vertex;
  return {
    digest,
    inputs: internal ? [] : inputs.filter((input) => !input.internal).map((input) => input.digest),
    name: script.name,
    cached: script.cached === true && !announced,
    ...(announced ? {} : { started: timestamp(began + start) }),
    ...(completed === undefined ? {} : { completed: timestamp(began + completed) }),
    error: announced ? '' : error,
    ...(script.group === undefined ? {} : { progressGroup: { weak: false, ...script.group } }),
  };
}

/** Events of the same instant and wave share a message; BuildKit orders what is inside by time. */
function toBeats(events: readonly Event[]): readonly Beat[] {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    const key = `${event.at} ${event.wave}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return [...groups.values()]
    .toSorted(([a], [b]) => (a && b ? a.at - b.at || a.wave - b.wave : 0))
    .map((group) => ({
      at: group[0]?.at ?? 0,
      message: (began) =>
        message({
          vertices: group.flatMap(({ part }) => part.vertex?.(began) ?? []),
          statuses: group.flatMap(({ part }) => part.status?.(began) ?? []),
          logs: group.flatMap(({ part }) => part.log?.(began) ?? []),
          warnings: group.flatMap(({ part }) => part.warning?.() ?? []),
        }),
    }));
}

function message(parts: Partial<StatusResponse>): StatusResponse {
  return { vertices: [], statuses: [], logs: [], warnings: [], ...parts };
}
