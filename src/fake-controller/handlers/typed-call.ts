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
  /** Resolves to false when the call is over; back-pressure holds it until the client reads. */
  send(message: Init<ResponseOf<M>>): Promise<boolean>;
  /** The session that the call is about, for the journal. */
  about(ref: string): void;
}
