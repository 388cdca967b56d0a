import type { MethodName } from '../protocol/methods.js';
import type { RpcStatus } from './rpc-status.js';

/**
 * What a client tells of its calls, for journals. Calls are numbered from 1. Raw calls are told of only where their
 * path is one of the service's own RPCs.
 *
 * @since 0.1.0
 */
export type CallEvent =
  | { readonly kind: 'open'; readonly call: number; readonly method: MethodName }
  | {
      readonly kind: 'sent' | 'received';
      readonly call: number;
      readonly method: MethodName;
      readonly message: unknown;
      /** The message as it goes over the wire, without gRPC's prefix. */
      readonly bytes: Uint8Array;
    }
  /** What came was no message, for which the client ends the call. */
  | {
      readonly kind: 'undecodable';
      readonly call: number;
      readonly method: MethodName;
      readonly reason: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'half-close' | 'cancel'; readonly call: number; readonly method: MethodName }
  | { readonly kind: 'status'; readonly call: number; readonly method: MethodName; readonly status: RpcStatus };
