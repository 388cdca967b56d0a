import type { BuildKitMethodName } from '../protocol/buildkit/service.js';
import type { Init } from '../protocol/messages.js';
import type { MethodName } from '../protocol/methods.js';
import type { Rpc } from '../protocol/rpc.js';
import type { Cancellation } from '../time/cancellation.js';

/** The name of an RPC of any service that a fake serves. */
export type RpcName = MethodName | BuildKitMethodName;

/** An RPC of any service that a fake serves; whoever serves it knows the types of its messages. */
export type AnyRpc = Rpc<RpcName>;

/** The server's end of one RPC, in messages: `Q` from the client, `S` from the server. */
export interface RpcCall<N extends RpcName, Q, S> extends Cancellation {
  /** Number of the call, from 1. */
  readonly number: number;
  readonly method: N;
  /** Who calls: an address, or `in-process`. */
  readonly peer: string;
  /**
   * The next request; undefined when the client has half-closed or the call was cancelled.
   * @throws RpcFailure when it is too large or cannot be decoded
   */
  receive(): Promise<Q | undefined>;
  /** Resolves when the client has room for the message, with false when the call is over. */
  send(message: Init<S>): Promise<boolean>;
  /** Tells the journal which session or build the call is about. */
  about(ref: string): void;
}
