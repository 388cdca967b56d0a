import { none } from '../../protocol/none.js';
import type { StatusResponse, Vertex, VertexLog, VertexStatus, VertexWarning } from '../../protocol/messages.js';

/** A part of a message, or something that happens beside it, before it has its place among those of the same instant. */
export interface Event {
  /** Identifies the event; it stays the same however late a barrier is released. */
  readonly key: string;
  /** Milliseconds after the start of the build; `Infinity` when a barrier that is not released stands before it. */
  readonly at: number;
  readonly wave: number;
  /** The barrier that is come to, if any. */
  readonly arrival?: string;
  /** The barriers that are released, if any. */
  readonly releases?: readonly string[] | undefined;
  /** The vertex whose work is to be done now, if any. */
  readonly work?: string;
  /**
   * Adds to the message what it has to tell, if anything.
   * @param began the instant at which the build began, in milliseconds since the Unix epoch
   */
  tell?(parts: MessageParts, began: number): void;
}

/**
 * A message that is being put together. Each list is made with its first element, because lists that begin empty take
 * room for many.
 */
export class MessageParts {
  #vertices: Vertex[] | undefined;
  #statuses: VertexStatus[] | undefined;
  #logs: VertexLog[] | undefined;
  #warnings: VertexWarning[] | undefined;

  addVertex(vertex: Vertex): void {
    if (this.#vertices === undefined) this.#vertices = [vertex];
    else this.#vertices.push(vertex);
  }

  addStatus(status: VertexStatus): void {
    if (this.#statuses === undefined) this.#statuses = [status];
    else this.#statuses.push(status);
  }

  addLog(log: VertexLog): void {
    if (this.#logs === undefined) this.#logs = [log];
    else this.#logs.push(log);
  }

  addWarning(warning: VertexWarning): void {
    if (this.#warnings === undefined) this.#warnings = [warning];
    else this.#warnings.push(warning);
  }

  get message(): StatusResponse {
    return {
      vertices: this.#vertices ?? none,
      statuses: this.#statuses ?? none,
      logs: this.#logs ?? none,
      warnings: this.#warnings ?? none,
    };
  }
}

/** One progress message of a build, to be sent `at` milliseconds after its start, and what happens with it. */
export interface Beat {
  readonly at: number;
  /** Keys of the events that are in it. */
  readonly keys: readonly string[];
  /** Barriers that are come to. The message has nothing of what waits there. */
  readonly arrivals: readonly string[];
  /** Barriers that are released when the message is sent. */
  readonly releases: readonly string[];
  /** Vertices whose work is to be done when the message is sent. */
  readonly works: readonly string[];
  /** @param began the instant at which the build began, in milliseconds since the Unix epoch */
  message(began: number): StatusResponse;
}

/** The order of events within a wave. */
export const phases = { announced: 0, started: 1, inside: 2, completed: 3, count: 4 } as const;

/** An event's place among those of the same instant. */
export function orderOf(wave: number, phase: Exclude<keyof typeof phases, 'count'>): number {
  return wave * phases.count + phases[phase];
}

/** Puts events of the same instant and wave into one message; BuildKit orders what is inside by time. */
export function toBeats(events: readonly Event[]): readonly Beat[] {
  const inOrder = events
    .filter(({ at }) => at !== Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a.at - b.at || a.wave - b.wave);
  const beats: Group[] = [];
  let group: Group | undefined;
  for (const event of inOrder) {
    if (group?.at === event.at && group.wave === event.wave) {
      group.events.push(event);
    } else {
      group = new Group(event);
      beats.push(group);
    }
  }
  return beats;
}

class Group implements Beat {
  readonly at: number;
  readonly wave: number;
  readonly events: Event[];

  constructor(first: Event) {
    this.at = first.at;
    this.wave = first.wave;
    this.events = [first];
  }

  get keys(): readonly string[] {
    return this.events.map(({ key }) => key);
  }

  get arrivals(): readonly string[] {
    return this.#all(({ arrival }) => (arrival === undefined ? undefined : [arrival]));
  }

  get releases(): readonly string[] {
    return this.#all(({ releases }) => releases);
  }

  get works(): readonly string[] {
    return this.#all(({ work }) => (work === undefined ? undefined : [work]));
  }

  message(began: number): StatusResponse {
    const parts = new MessageParts();
    for (const event of this.events) event.tell?.(parts, began);
    return parts.message;
  }

  #all(listOf: (event: Event) => readonly string[] | undefined): readonly string[] {
    return this.events.some((event) => listOf(event) !== undefined)
      ? this.events.flatMap((event) => listOf(event) ?? none)
      : none;
  }
}
