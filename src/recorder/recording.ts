import type { ErrorDetail } from '../protocol/error-detail.js';
import type { MethodName } from '../protocol/methods.js';

/** What happened between clients and a controller, in order: seen by a recorder, or read from a journal. */
export interface Recording {
  readonly events: readonly RecordedEvent[];
  /** The instant of time 0, in milliseconds since the Unix epoch; undefined when it is not known. */
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
  /** Something passed that could not be read; nothing is told of what its side said after that. */
  | { readonly kind: 'unreadable'; readonly side: 'request' | 'response'; readonly reason: string }
  | { readonly kind: 'half-close' }
  /** The call was cancelled by its client, or its connection was lost. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'status'; readonly status: RecordedCallStatus }
);

/** How a call ended. */
export interface RecordedCallStatus {
  readonly code: number;
  readonly message: string;
  /** The typed details; undefined when nobody looked at them. */
  readonly details?: readonly ErrorDetail[];
}
