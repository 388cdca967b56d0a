import type { Init } from '../protocol/messages.js';
import type { Metadata } from './connection.js';
import type { RpcStatus } from './rpc-status.js';

/**
 * The client's end of one RPC. Messages are read eagerly and kept: iterating from any number of places gives all of
 * them from the first, and nothing is lost when the call ends with an error.
 *
 * @remarks Iteration ends when the call does, whatever its status: an Invoke whose process exits with 0 ends with
 * CANCELLED, after all. Look at {@link status}.
 *
 * @example
 * const call = client.rpc.status({ ref });
 * for await (const { vertices } of call) console.log(vertices);
 * console.log((await call.status).code);
 * @since 0.1.0
 */
export interface Call<Req, Res> extends AsyncIterable<Res> {
  /** The session that the call is about: the `ref` of the first request that has one. */
  readonly ref: string | undefined;
  /** The messages that have come so far; grows. */
  readonly messages: readonly Res[];
  /** How the call ended, once it has; never rejects. */
  readonly status: Promise<RpcStatus>;
  /** How the call ended; undefined while it is open. */
  readonly ended: RpcStatus | undefined;
  /** The response headers. Rejects with RpcError when the call ended without any (trailers only). */
  readonly headers: Promise<Metadata>;
  /**
   * Sends a message. Resolves when the transport has taken it, which may take time under back-pressure, or when the
   * call is over.
   * @throws ProtocolError when the message cannot be encoded; Error after {@link halfClose}.
   */
  send(message: Init<Req>): Promise<void>;
  /** Tells the server that no more messages come; what it sends still arrives. */
  halfClose(): void;
  /** Ends the call with CANCELLED; has no effect when it is over. */
  cancel(): void;
  /** Stops reading, so that the server's writes come to wait; {@link resume} goes on. */
  pause(): void;
  /** Reads on after {@link pause}. */
  resume(): void;
  /**
   * Waits for the first message at or after the index `from` (default 0) that matches; undefined when the call ended
   * without one.
   */
  find(predicate: (message: Res, index: number) => boolean, from?: number): Promise<Res | undefined>;
}
