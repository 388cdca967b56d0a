import type { CallEntry } from '../journal/entry.js';

/** What happened between clients and a controller, in order: seen by a recorder, or read from a journal. */
export interface Recording {
  readonly entries: readonly CallEntry[];
  /** The instant of time 0, in milliseconds since the Unix epoch; undefined when it is not known. */
  readonly epoch?: number;
}
