import { parseAddress, type Address } from '../../client/address.js';
import { GrpcJsListener } from '../../transport/grpc-js-listener.js';
import type { Acceptor } from '../../transport/server-call.js';
import { ListenError } from './listen-error.js';
import { claimSocket, temporarySocket, type SocketFile } from './socket-file.js';

/** One address on which a fake serves; after the server's death it can listen there again. */
export class Listener {
  /** A gRPC target: `unix:///path` or `host:port`. */
  readonly target: string;
  readonly #address: Address;
  readonly #serve: () => GrpcJsListener;
  readonly #socket: SocketFile | undefined;
  #server: GrpcJsListener;

  private constructor(
    address: Address,
    serve: () => GrpcJsListener,
    server: GrpcJsListener,
    socket: SocketFile | undefined,
  ) {
    this.target = address.kind === 'unix' ? `unix://${address.path}` : hostAndPort(address);
    this.#address = address;
    this.#serve = serve;
    this.#server = server;
    this.#socket = socket;
  }

  /**
   * @param where `unix` for a socket in a new directory of its own, `unix:///path`, `tcp://host:port`, `host:port`;
   * port 0 is any free one
   * @throws ListenError, AddressError
   */
  static async open(where: string, paths: readonly string[], accept: Acceptor): Promise<Listener> {
    const serve = (): GrpcJsListener => new GrpcJsListener(paths, accept);
    const server = serve();
    if (where === 'unix') {
      const socket = temporarySocket();
      const address: Address = { kind: 'unix', path: socket.path };
      await bind(server, address, where);
      return new Listener(address, serve, server, socket);
    }
    const address = parseAddress(where);
    if (address.kind === 'tcp') {
      const port = await bind(server, address, where);
      return new Listener({ ...address, port }, serve, server, undefined);
    }
    const socket = await claim(address.path, where);
    await bind(server, address, where);
    return new Listener(address, serve, server, socket);
  }

  /** Drops every connection and no longer listens. */
  drop(): void {
    this.#server.drop();
  }

  /** Listens again, on the same address. */
  async reopen(): Promise<void> {
    this.#server = this.#serve();
    if (this.#address.kind === 'unix') await claim(this.#address.path, this.target);
    await bind(this.#server, this.#address, this.target);
  }

  /** Drops every connection and leaves nothing behind. */
  close(): void {
    this.drop();
    this.#socket?.remove();
  }
}

function hostAndPort({ host, port }: Extract<Address, { kind: 'tcp' }>): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

async function claim(path: string, where: string): Promise<SocketFile> {
  try {
    return await claimSocket(path);
  } catch (error) {
    throw error instanceof ListenError ? error : new ListenError(where, reasonOf(error));
  }
}

async function bind(server: GrpcJsListener, address: Address, where: string): Promise<number> {
  try {
    return await server.bind(address.kind === 'unix' ? `unix:${address.path}` : hostAndPort(address));
  } catch (error) {
    throw new ListenError(where, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (text.includes('EADDRINUSE')) return 'the address is in use: stop what listens there, or choose another (port 0 is any free one)';
  if (text.includes('EACCES')) return 'permission denied: choose a place that you may write to, or a port from 1024 on';
  if (text.includes('EADDRNOTAVAIL')) return 'this machine has no such address: 127.0.0.1 is always there';
  return text;
}
