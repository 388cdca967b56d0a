import type { ErrorDetail } from '../protocol/error-detail.js';
import type { MethodName } from '../protocol/methods.js';

/**
 * Where a message went: `in` came from the client, `out` goes to the client, `event` happened in the fake itself.
 *
 * @since 0.1.0
 */
export type Direction = 'in' | 'out' | 'event';

/**
 * What an entry tells: that a call was opened, half-closed, cancelled or ended (`status`), a message, or a note of the
 * fake's own.
 *
 * @since 0.1.0
 */
export type JournalKind = 'open' | 'message' | 'half-close' | 'cancelled' | 'status' | 'note';

/**
 * How a call ended.
 *
 * @since 0.1.0
 */
export interface JournalStatus {
  /** The gRPC status code. */
  readonly code: number;
  /** The text of `grpc-message`; empty when there is none. */
  readonly message: string;
  /** Typed details, where there are any: errors have them from 0.11 on. */
  readonly details?: readonly ErrorDetail[];
}

/**
 * One thing that happened, with the clock's time.
 *
 * @since 0.1.0
 */
export interface JournalEntry {
  /** Number of the entry, from 1. */
  readonly n: number;
  /** Milliseconds since the journal began. */
  readonly time: number;
  /** Where it went. */
  readonly direction: Direction;
  /** What happened. */
  readonly kind: JournalKind;
  /** The RPC of the call; absent in notes that are about none. */
  readonly rpc?: MethodName;
  /** Number of the call, from 1. */
  readonly call?: number;
  /** The session that the call is about, once a request has named it. */
  readonly ref?: string;
  /** The decoded message, of kind `message`. */
  readonly message?: unknown;
  /** How the call ended, of kind `status`. */
  readonly status?: JournalStatus;
  /** The words of a note. */
  readonly text?: string;
}
