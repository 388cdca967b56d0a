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
 * The server's end of one RPC in bytes, on any transport; handlers are written against it. It is `cancelled` when the
 * client has cancelled, its deadline has passed or its connection was lost, and never by a normal end.
 */
export interface ServerCall extends Cancellation {
  /**
   * Number of the call, where the client's opening of it decides that; otherwise calls are numbered in the order of
   * their arrival.
   */
  readonly number?: number;
  /** The path of the method: `/package.Service/Method`. */
  readonly path: string;
  readonly metadata: Metadata;
  /** The transport that the call came by: `in-process`, or the listener's target. */
  readonly peer: string;
  /** Takes hold of what is under the call, for faults. */
  readonly wire: WireControl;
  /**
   * Receives the next request; undefined when the client has half-closed or the call is over (see `cancelled`).
   * @throws ReceiveFault when there is none that could be read, after those before it
   */
  receive(): Promise<Uint8Array | undefined>;
  /**
   * Sends a message. Resolves to true when the transport has taken it, which may take time under back-pressure, and to
   * false when the call is over.
   */
  send(message: Uint8Array): Promise<boolean>;
  /**
   * Counts what waits: messages of the client that were not received, and of the server that its client has not taken.
   */
  backlog(): { readonly requests: number; readonly responses: number; readonly held: boolean };
  /** Sends the headers, which otherwise go with the first message, or with the trailers when there is none. */
  sendHeaders(): void;
  /** Sends the trailers. The first outcome wins. */
  end(outcome: Outcome): void;
}

/** What `send` gives for a message that was taken at once, so that those who send much need not wait for it. */
export const taken = Promise.resolve(true);

/** Who takes calls in. */
export type Acceptor = (call: ServerCall) => void;
