import type { StatusResponse, Vertex, VertexLog, VertexStatus, VertexWarning } from '../../protocol/messages.js';

/** A part of a message, or something that happens beside it, before it has its place among those of the same instant. */
export interface Event {
  /** The same however late a barrier is released. */
  readonly key: string;
  /** Milliseconds after the start of the build; `Infinity` when a barrier that is not released stands before it. */
  readonly at: number;
  readonly wave: number;
  /** @param began the instant at which the build began, in milliseconds since the Unix epoch */
  readonly part: Partial<{
    readonly vertex: (began: number) => Vertex;
    readonly status: (began: number) => VertexStatus;
    readonly log: (began: number) => VertexLog;
    readonly warning: () => VertexWarning;
    /** A barrier that is come to. */
    readonly arrival: string;
    /** Barriers that are released. */
    readonly releases: readonly string[];
  }>;
}

/** One progress message of a build, to be sent `at` milliseconds after its start, and what happens with it. */
export interface Beat {
  readonly at: number;
  /** Of the events that are in it. */
  readonly keys: readonly string[];
  /** Barriers that are come to; nothing that waits there is in the message. */
  readonly arrivals: readonly string[];
  /** Barriers that are released when the message is sent. */
  readonly releases: readonly string[];
  /** @param began the instant at which the build began, in milliseconds since the Unix epoch */
  message(began: number): StatusResponse;
}

/** What comes after one another within a wave. */
export const phases = { announced: 0, started: 1, inside: 2, completed: 3, count: 4 } as const;

/** The place in the order of an instant. */
export function orderOf(wave: number, phase: Exclude<keyof typeof phases, 'count'>): number {
  return wave * phases.count + phases[phase];
}

/** Events of the same instant and wave share a message; BuildKit orders what is inside by time. */
export function toBeats(events: readonly Event[]): readonly Beat[] {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    if (event.at === Number.POSITIVE_INFINITY) continue;
    const key = `${event.at} ${event.wave}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return [...groups.values()]
    .toSorted(([a], [b]) => (a && b ? a.at - b.at || a.wave - b.wave : 0))
    .map((group) => ({
      at: group[0]?.at ?? 0,
      keys: group.map(({ key }) => key),
      arrivals: group.flatMap(({ part }) => part.arrival ?? []),
      releases: group.flatMap(({ part }) => part.releases ?? []),
      message: (began) => ({
        vertices: group.flatMap(({ part }) => part.vertex?.(began) ?? []),
        statuses: group.flatMap(({ part }) => part.status?.(began) ?? []),
        logs: group.flatMap(({ part }) => part.log?.(began) ?? []),
        warnings: group.flatMap(({ part }) => part.warning?.() ?? []),
      }),
    }));
}
