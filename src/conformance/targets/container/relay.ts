import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { type Duplex, PassThrough } from 'node:stream';
import type { EngineContainer } from './engine.js';
import { modemOf } from './modem.js';
import { SocketDirectory } from './socket-directory.js';

/** The command that connects its standard streams to the controller's socket. */
const relayCommand = ['/testkit/relay'];

/**
 * A socket on this machine whose every connection goes through an exec stream of the engine to the controller's socket
 * inside the container: for engines that share no file system with this machine.
 */
export class Relay {
  readonly address: string;
  readonly #server: Server;
  readonly #open: Set<Socket>;
  readonly #directory: SocketDirectory | undefined;

  static async listen(container: EngineContainer): Promise<Relay> {
    const open = new Set<Socket>();
    const server = createServer((socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      void forward(socket, container);
    });
    // In a directory of this user alone, a unix socket lets nobody else in, which a port does. Windows has no unix
    // sockets for gRPC.
    const directory = process.platform === 'win32' ? undefined : new SocketDirectory();
    const address = await new Promise<string>((resolve, reject) => {
      server.once('error', reject);
      if (directory === undefined) {
        server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`));
      } else {
        const path = join(directory.path, 'relay.sock');
        server.listen(path, () => resolve(`unix://${path}`));
      }
    });
    server.unref();
    return new Relay(address, server, open, directory);
  }

  private constructor(address: string, server: Server, open: Set<Socket>, directory: SocketDirectory | undefined) {
    this.address = address;
    this.#server = server;
    this.#open = open;
    this.#directory = directory;
  }

  /** Ends all connections: what was at their other end is gone, and the engine may take a while to say so. */
  drop(): void {
    for (const socket of this.#open) socket.destroy();
  }

  async close(): Promise<void> {
    this.drop();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.#directory?.remove();
  }
}

async function forward(socket: Socket, container: EngineContainer): Promise<void> {
  socket.on('error', () => socket.destroy());
  try {
    const exec = await container.exec({ Cmd: relayCommand, AttachStdin: true, AttachStdout: true, AttachStderr: true });
    const stream: Duplex = await exec.start({ hijack: true, stdin: true });
    const complaints = new PassThrough().resume();
    modemOf(container).demuxStream(stream, socket, complaints);
    socket.pipe(stream);
    // A peer that went away is seen as a lost connection, as it would be without the relay.
    stream.once('end', () => socket.end()).once('close', () => socket.destroy());
    stream.on('error', () => socket.destroy());
    socket.once('close', () => stream.destroy());
  } catch {
    socket.destroy();
  }
}
