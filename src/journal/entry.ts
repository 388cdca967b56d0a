import type { CallEventKind } from '../protocol/call-event-kind.js';
import type { BuildKitMethodName } from '../protocol/buildkit/service.js';
import type { ErrorDetail } from '../protocol/error-detail.js';
import type { MethodName } from '../protocol/methods.js';

/**
 * What an entry tells: what happened on a call, or a note of the fake's own.
 *
 * @since 0.1.0
 */
export type JournalKind = CallEventKind | 'note';

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
  /** Typed details, where there are any and somebody looked at them: errors have them from 0.11 on. */
  readonly details?: readonly ErrorDetail[];
}

/**
 * One thing that happened: in a fake, between a client and a server, or in a check of the suite.
 *
 * @since 0.1.0
 */
export interface JournalEntry {
  /** Number of the entry, from 1. */
  readonly n: number;
  /** Milliseconds since the journal began. */
  readonly time: number;
  /** What happened. */
  readonly kind: JournalKind;
  /** The RPC of the call, such as `Build`, or, of a BuildKit, `Control.Solve`; absent in notes that are about none. */
  readonly rpc?: MethodName | BuildKitMethodName;
  /** Number of the call, from 1, over all clients. */
  readonly call?: number;
  /** Number of the client, from 1, where it is known. */
  readonly client?: number;
  /** The session that the call is about, once a request has named it. */
  readonly ref?: string;
  /** The decoded message, of a request or a response. */
  readonly message?: unknown;
  /** The message as it went over the wire, without gRPC's prefix, where it was kept. */
  readonly bytes?: Uint8Array;
  /** Of what was undecodable: which it should have been. What that side said afterwards is not told. */
  readonly side?: 'request' | 'response';
  /** Of what was undecodable: why. */
  readonly reason?: string;
  /** How the call ended, of kind `status`. */
  readonly status?: JournalStatus;
  /** The words of a note. */
  readonly text?: string;
}

/** An entry of a call of the controller's, by what it tells. */
export type CallEntry = Pick<JournalEntry, 'n' | 'time' | 'client' | 'ref'> & {
  readonly rpc: MethodName;
  readonly call: number;
} & (
    | { readonly kind: Extract<CallEventKind, 'open' | 'half-close' | 'cancel'> }
    | {
        readonly kind: Extract<CallEventKind, 'request' | 'response'>;
        readonly message: unknown;
        readonly bytes?: Uint8Array;
      }
    | {
        readonly kind: Extract<CallEventKind, 'undecodable'>;
        readonly side: 'request' | 'response';
        readonly reason: string;
        readonly bytes?: Uint8Array;
      }
    | { readonly kind: Extract<CallEventKind, 'status'>; readonly status: JournalStatus }
  );
