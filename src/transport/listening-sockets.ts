import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { devNull } from 'node:os';
import type { Address } from '../client/address.js';
import { setImmediate } from '../time/host.js';

/**
 * The sockets on which a server listens. They keep no process alive, as those would on which grpc-js or node:http2
 * listens itself.
 */
export class ListeningSockets {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #hungUp: (text: string) => void;
  #isShort = false;
  #path: string | undefined;

  /** @param hungUp told that connections cannot be accepted, why, and what to do about it, when that begins */
  constructor(take: (socket: Socket) => void, hungUp: (text: string) => void = () => {}) {
    this.#hungUp = hungUp;
    this.#server = createServer({ noDelay: true }, (socket) => {
      socket.unref();
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      this.#tellShortage();
      take(socket);
    });
    this.#server.unref();
  }

  /** Listens, and resolves to the TCP port, or to 0 for a unix socket. Rejects with the error of node:net. */
  listen(address: Address): Promise<number> {
    const place = address.kind === 'unix' ? { path: address.path } : { host: address.host, port: address.port };
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(place, () => {
        this.#server.off('error', reject);
        this.#server.on('error', (error) => this.#tell(error));
        this.#path = place.path;
        resolve(portOf(this.#server.address()));
      });
    });
  }

  /**
   * Tells of a shortage of file descriptors. Node then hangs up on clients without a word, so the shortage is noticed
   * when the last one is taken.
   */
  #tellShortage(): void {
    try {
      closeSync(openSync(devNull, 'r'));
      this.#isShort = false;
    } catch (error) {
      this.#tell(error as Error);
    }
  }

  #tell({ message }: Error): void {
    if (this.#isShort) return;
    this.#isShort = true;
    this.#hungUp(
      `clients that connect now are hung up on: ${message}; raise the limit of open files, or close connections`,
    );
  }

  /** Stops listening at once, and drops every connection soon. */
  drop(socketFile: 'remove' | 'leave' = 'remove'): void {
    if (socketFile === 'leave' && this.#path !== undefined && existsSync(this.#path)) this.#closeAndLeave(this.#path);
    else this.#server.close();
    // Later, because Node dies of a socket that is destroyed while it reads a stream's frames from it.
    setImmediate(() => {
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  /**
   * Closes without removing the socket's file. Closing removes the file of the socket's name, so the file has another
   * name meanwhile.
   */
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
