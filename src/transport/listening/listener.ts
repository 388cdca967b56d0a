import { rmSync } from 'node:fs';
import { parseAddress, type Address } from '../../client/address.js';
import type { Outcome } from '../server-call.js';
import type { SocketServer } from '../socket-server.js';
import { ListenError } from './listen-error.js';
import { claimSocket, temporarySocket, type TemporarySocket } from './socket-file.js';

/** One address on which a fake serves; after the server's death it can listen there again. */
export class Listener {
  /** A gRPC target: `unix:///path` or `host:port`. */
  readonly target: string;
  readonly #address: Address;
  readonly #serve: () => SocketServer;
  readonly #temporary: TemporarySocket | undefined;
  #server: SocketServer;
  /** The file of a socket on which nobody listens any more, if it was left. */
  #left: string | undefined;

  private constructor(
    address: Address,
    serve: () => SocketServer,
    server: SocketServer,
    temporary: TemporarySocket | undefined,
  ) {
    this.target = targetOf(address);
    this.#address = address;
    this.#serve = serve;
    this.#server = server;
    this.#temporary = temporary;
  }

  /**
   * Begins to listen.
   *
   * @param where `unix` for a socket in a new directory of its own, `unix:///path`, `tcp://host:port`, `host:port`;
   * port 0 is any free one
   * @param serve makes what serves there, anew after each death
   * @throws ListenError, AddressError
   */
  static async open(where: string, serve: () => SocketServer): Promise<Listener> {
    const temporary = where === 'unix' ? temporarySocket() : undefined;
    try {
      const address = parseAddress(temporary === undefined ? where : `unix://${temporary.path}`);
      const server = serve();
      const port = await bind(server, address, where);
      return new Listener(address.kind === 'tcp' ? { ...address, port } : address, serve, server, temporary);
    } catch (error) {
      temporary?.remove();
      throw error;
    }
  }

  /** Ends all open calls; clients stay connected. */
  endCalls(outcome: Outcome): void {
    this.#server.endCalls(outcome);
  }

  /** Drops every connection and stops listening; the socket file goes, too, unless it is to be left. */
  drop(socketFile?: 'remove' | 'leave'): void {
    this.#server.drop(socketFile);
    this.#left = socketFile === 'leave' && this.#address.kind === 'unix' ? this.#address.path : undefined;
  }

  /** Listens again, on the same address. @throws ListenError */
  async reopen(): Promise<void> {
    this.#server = this.#serve();
    this.#left = undefined;
    await bind(this.#server, this.#address, this.target);
  }

  /** Drops every connection and leaves nothing behind. */
  close(): void {
    const left = this.#left;
    this.drop();
    if (left !== undefined) rmSync(left, { force: true });
    this.#temporary?.remove();
  }
}

function targetOf(address: Address): string {
  if (address.kind === 'unix') return `unix://${address.path}`;
  return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
}

async function bind(server: SocketServer, address: Address, where: string): Promise<number> {
  try {
    if (address.kind === 'unix') await claimSocket(address.path);
    return await server.listen(address);
  } catch (error) {
    server.drop();
    throw error instanceof ListenError ? error : new ListenError(where, reasonOf(error));
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the address is in use: stop what listens there, or choose another (port 0 is any free one)',
  EACCES: 'permission denied: choose a place that you may write to, or a port from 1024 on',
  EADDRNOTAVAIL: 'this machine has no such address: 127.0.0.1 is always there',
  ENOTFOUND: 'there is no host of that name: 127.0.0.1 is always there',
  ENOTDIR: 'a part of the path is a file: choose another path',
  EEXIST: 'a part of the path is a file: choose another path',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
