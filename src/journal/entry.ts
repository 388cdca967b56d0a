import type { ErrorDetail } from '../protocol/error-detail.js';
import type { MethodName } from '../protocol/methods.js';

/** `in`: from the client; `out`: to the client; `event`: in the fake itself. */
export type Direction = 'in' | 'out' | 'event';

/** What happened. */
export type JournalKind = 'open' | 'message' | 'half-close' | 'cancelled' | 'status' | 'note';

/** How a call ended. */
export interface JournalStatus {
  readonly code: number;
  readonly message: string;
  /** Typed details, where there are any: errors have them from 0.11 on. */
  readonly details?: readonly ErrorDetail[];
}

/** One thing that happened, with the clock's time. */
export interface JournalEntry {
  /** From 1. */
  readonly n: number;
  /** Milliseconds since the journal began. */
  readonly time: number;
  readonly direction: Direction;
  readonly kind: JournalKind;
  readonly rpc?: MethodName;
  /** Number of the call, from 1. */
  readonly call?: number;
  /** The session. */
  readonly ref?: string;
  readonly message?: unknown;
  readonly status?: JournalStatus;
  /** Of a note. */
  readonly text?: string;
}
