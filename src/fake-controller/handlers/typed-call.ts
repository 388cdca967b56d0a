import type { Init } from '../../protocol/messages.js';
import type { MethodName, RequestOf, ResponseOf } from '../../protocol/methods.js';
import type { Cancellation } from '../../time/cancellation.js';

/** The server's end of one RPC, in messages. */
export interface TypedCall<M extends MethodName> extends Cancellation {
  /** Number of the call, from 1. */
  readonly number: number;
  readonly method: M;
  /**
   * The next request; undefined when the client has half-closed or the call was cancelled.
   * @throws RpcFailure when it is too large or cannot be decoded
   */
  receive(): Promise<RequestOf<M> | undefined>;
  /** Resolves when the client has room for the message, with false when the call is over. */
  send(message: Init<ResponseOf<M>>): Promise<boolean>;
  /** Tells the journal which session the call is about. */
  about(ref: string): void;
}
