import type { Address } from '../client/address.js';
import type { Outcome } from './server-call.js';

/** Something that takes calls in over sockets. */
export interface SocketServer {
  /** Listens, and resolves to the TCP port, or to 0 for a unix socket. Rejects with the error of node:net. */
  listen(address: Address): Promise<number>;
  /** Ends all open calls; clients stay connected. */
  endCalls(outcome: Outcome): void;
  /** Stops listening and drops every connection. A unix socket's file is removed, unless it is to be left. */
  drop(socketFile?: 'remove' | 'leave'): void;
}
