import type { Metadata } from '../client/connection.js';
import type { Cancellation } from '../time/cancellation.js';
import type { WireControl } from './wire-control.js';

/** How a handler ends a call. */
export interface Outcome {
  readonly code: number;
  readonly message: string;
  /** Serialised `google.rpc.Status`, sent as `grpc-status-details-bin`. */
  readonly details?: Uint8Array;
}

/**
 * The server's end of one RPC, in bytes, on any transport: what handlers are written against. It is `cancelled` when
 * the client cancelled, its deadline passed or its connection was lost; never by a normal end.
 */
export interface ServerCall extends Cancellation {
  /** Given when the client opened the call; otherwise the order of arrival numbers it. */
  readonly number?: number;
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly metadata: Metadata;
  /** Which transport the call came by: `in-process`, or the listener's target. */
  readonly peer: string;
  /** Hold of what is under the call. */
  readonly wire: WireControl;
  /**
   * The next request; undefined when the client has half-closed or the call is over (see `cancelled`).
   * @throws ReceiveFault when there is none that could be read, after those before it
   */
  receive(): Promise<Uint8Array | undefined>;
  /** Resolves to true when the transport has taken the message (its back-pressure), to false when the call is over. */
  send(message: Uint8Array): Promise<boolean>;
  /** What waits: messages of the client that were not received, and of the server that its client has not taken. */
  backlog(): { readonly requests: number; readonly responses: number; readonly held: boolean };
  /** Sends the headers, which otherwise go with the first message, or with the trailers when there is none. */
  sendHeaders(): void;
  /** Sends the trailers. The first outcome wins. */
  end(outcome: Outcome): void;
}

/** What `send` gives for a message that was taken at once: whoever sends much need not wait for it. */
export const taken = Promise.resolve(true);

/** Who takes calls in. */
export type Acceptor = (call: ServerCall) => void;
