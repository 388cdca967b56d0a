import type { CallEventKind } from '../protocol/call-event-kind.js';
import type { MethodName } from '../protocol/methods.js';
import type { RpcStatus } from './rpc-status.js';

/**
 * What a client tells of its calls, for journals. Of raw calls, those of the service's own RPCs are told.
 *
 * @since 0.1.0
 */
export type CallEvent = ClientCallEvent & {
  /** Number of the call among those of the client, from 1. */
  readonly call: number;
  /** Its RPC. */
  readonly rpc: MethodName;
};

/** What happened to a call, without the number and the RPC of the call. */
export type ClientCallEvent =
  | { readonly kind: Extract<CallEventKind, 'open' | 'half-close' | 'cancel'> }
  | {
      readonly kind: Extract<CallEventKind, 'request' | 'response'>;
      readonly message: unknown;
      /** The message as it goes over the wire, without gRPC's prefix. */
      readonly bytes: Uint8Array;
    }
  /** What came was no message, for which the client ends the call. */
  | {
      readonly kind: Extract<CallEventKind, 'undecodable'>;
      readonly side: 'response';
      readonly reason: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: Extract<CallEventKind, 'status'>; readonly status: RpcStatus };
