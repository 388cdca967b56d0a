import { none } from '../../protocol/none.js';
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
  const inOrder = events
    .filter(({ at }) => at !== Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a.at - b.at || a.wave - b.wave);
  const beats: Group[] = [];
  let group: Group | undefined;
  for (const event of inOrder) {
    if (group === undefined || group.at !== event.at || group.wave !== event.wave) {
      group = new Group(event.at, event.wave);
      beats.push(group);
    }
    group.add(event);
  }
  return beats;
}

class Group implements Beat {
  readonly at: number;
  readonly wave: number;
  readonly #events: Event[] = [];
  #arrivals: string[] | undefined;
  #releases: string[] | undefined;

  constructor(at: number, wave: number) {
    this.at = at;
    this.wave = wave;
  }

  add(event: Event): void {
    this.#events.push(event);
    const { arrival, releases } = event.part;
    if (arrival !== undefined) (this.#arrivals ??= []).push(arrival);
    if (releases !== undefined) (this.#releases ??= []).push(...releases);
  }

  get keys(): readonly string[] {
    return this.#events.map(({ key }) => key);
  }

  get arrivals(): readonly string[] {
    return this.#arrivals ?? none;
  }

  get releases(): readonly string[] {
    return this.#releases ?? none;
  }

  message(began: number): StatusResponse {
    let vertices: Vertex[] | undefined;
    let statuses: VertexStatus[] | undefined;
    let logs: VertexLog[] | undefined;
    let warnings: VertexWarning[] | undefined;
    for (const { part } of this.#events) {
      if (part.vertex !== undefined) (vertices ??= []).push(part.vertex(began));
      if (part.status !== undefined) (statuses ??= []).push(part.status(began));
      if (part.log !== undefined) (logs ??= []).push(part.log(began));
      if (part.warning !== undefined) (warnings ??= []).push(part.warning());
    }
    return { vertices: vertices ?? none, statuses: statuses ?? none, logs: logs ?? none, warnings: warnings ?? none };
  }
}
