import type { MethodName } from '../protocol/methods.js';
import type { RpcStatus } from './rpc-status.js';

/** What a client tells of its calls, for journals. Calls are numbered from 1. Of raw calls, those of the service's own RPCs are. */
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
  /** What came was no message: the client ends the call for it. */
  | {
      readonly kind: 'undecodable';
      readonly call: number;
      readonly method: MethodName;
      readonly reason: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'half-close' | 'cancel'; readonly call: number; readonly method: MethodName }
  | { readonly kind: 'status'; readonly call: number; readonly method: MethodName; readonly status: RpcStatus };
