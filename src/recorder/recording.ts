import type { ErrorDetail } from '../protocol/error-detail.js';
import type { MethodName } from '../protocol/methods.js';

/** What happened between a client and a controller, in order: seen by a recorder, or read from a journal. */
export interface Recording {
  readonly events: readonly RecordedEvent[];
  /** The instant of time 0, in milliseconds since the Unix epoch; undefined when nothing says it. */
  readonly epoch?: number;
}

export type RecordedEvent = {
  /** Milliseconds since the recording began. */
  readonly time: number;
  /** Number of the call, from 1. */
  readonly call: number;
  readonly method: MethodName;
} & (
  | { readonly kind: 'open' }
  | { readonly kind: 'request' | 'response'; readonly message: unknown }
  /** Something passed that could not be read; what its side said after that is not told. */
  | { readonly kind: 'unreadable'; readonly side: 'request' | 'response'; readonly reason: string }
  | { readonly kind: 'half-close' }
  /** Its client cancelled it, or the connection was lost. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'status'; readonly status: RecordedCallStatus }
);

/** How a call ended. */
export interface RecordedCallStatus {
  readonly code: number;
  readonly message: string;
  /** Undefined when nobody looked at them. */
  readonly details?: readonly ErrorDetail[];
}
