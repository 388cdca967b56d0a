import { existsSync, renameSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Address } from '../client/address.js';
import { setImmediate } from '../time/host.js';

/** The sockets of a server, which keep no process alive, as those of grpc-js or node:http2 would that listen themselves. */
export class ListeningSockets {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #path: string | undefined;

  constructor(take: (socket: Socket) => void) {
    this.#server = createServer({ noDelay: true }, (socket) => {
      socket.unref();
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      take(socket);
    });
    this.#server.unref();
  }

  /** Listens; resolves to the TCP port, or 0 for a unix socket. Rejects with the error of node:net. */
  listen(address: Address): Promise<number> {
    const place = address.kind === 'unix' ? { path: address.path } : { host: address.host, port: address.port };
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(place, () => {
        this.#server.off('error', reject);
        // A connection that could not be accepted is its client's to notice.
        this.#server.on('error', () => {});
        this.#path = place.path;
        resolve(portOf(this.#server.address()));
      });
    });
  }

  /** Stops listening at once, and drops every connection soon. */
  drop(socketFile: 'remove' | 'leave' = 'remove'): void {
    if (socketFile === 'leave' && this.#path !== undefined && existsSync(this.#path)) this.#closeAndLeave(this.#path);
    else this.#server.close();
    // Node dies of a socket that is destroyed while it reads a stream's frames from it.
    setImmediate(() => {
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  /** Closing takes the file away that has the socket's name: it has another one meanwhile. */
  #closeAndLeave(path: string): void {
    const aside = `${path}.left`;
    renameSync(path, aside);
    this.#server.close();
    renameSync(aside, path);
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
