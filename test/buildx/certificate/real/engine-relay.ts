import { unlinkSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';

/**
 * A socket on which the BuildKit inside of a Docker engine speaks gRPC. The engine has it behind an upgrade of HTTP/1.1
 * to h2c at `/grpc`; each connection goes through one, so that buildx' driver `remote` finds a BuildKit like any other.
 */
export class EngineRelay implements AsyncDisposable {
  /** What `FakeBuildKit.listen` returns for its own. */
  readonly endpoint: string;
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  private constructor(engine: string, path: string) {
    this.endpoint = `unix://${path}`;
    this.#server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client) => {
      this.#keep(client);
      const upgrade = request({
        socketPath: engine,
        method: 'POST',
        path: '/grpc',
        headers: { Connection: 'Upgrade', Upgrade: 'h2c' },
      });
      upgrade.on('upgrade', (_response, server, head) => {
        this.#keep(server);
        if (head.length > 0) client.write(head);
        server.pipe(client);
        client.pipe(server);
        server.once('close', () => client.destroy());
        client.once('close', () => server.destroy());
      });
      upgrade.on('response', () => client.destroy());
      upgrade.on('error', () => client.destroy());
      upgrade.end();
    });
  }

  /**
   * @param engine the path of the engine's socket
   * @param path where to listen
   */
  static async open(engine: string, path: string): Promise<EngineRelay> {
    const relay = new EngineRelay(engine, path);
    await new Promise<void>((resolve, reject) => {
      relay.#server.once('error', reject).listen(path, resolve);
    });
    return relay;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    unlinkSyncIfThere(this.endpoint.slice('unix://'.length));
  }

  #keep(socket: Socket): void {
    this.#open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#open.delete(socket));
  }
}

function unlinkSyncIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
