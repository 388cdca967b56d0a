import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { fixtureScenario } from '../../../src/conformance/targets/fake-scenario.js';
import { FakeController } from '../../../src/fake-controller/fake-controller.js';
import { transparent } from '../../../src/fake-controller/handlers/middleware.js';
import { Random } from '../../../src/time/random.js';
import type { Outcome, ServerCall } from '../../../src/transport/server-call.js';

export interface Flake {
  /** Of a hundred calls, or connections. */
  readonly percent: number;
  readonly seed?: number;
}

/** Draws whether it is the turn of the next one. */
function chance({ percent, seed = 7 }: Flake): () => boolean {
  const random = new Random(seed);
  return () => random.integer(1, 100) <= percent;
}

/** A good controller, but for some of its calls, which end with this before anything is done. */
export class FlakyServer implements AsyncDisposable {
  readonly address: string;
  /** Calls that it has refused so far. */
  readonly refused: () => number;
  readonly #fake: FakeController;

  private constructor(fake: FakeController, address: string, refused: () => number) {
    this.#fake = fake;
    this.address = address;
    this.refused = refused;
  }

  /** @param spares - paths that end with this are never refused */
  static async start(flake: Flake, outcome: Outcome, spares = 'none'): Promise<FlakyServer> {
    const isTurn = chance(flake);
    let refused = 0;
    const fake = FakeController.startWith(
      { clock: 'real', scenario: fixtureScenario, quirks: 'none', journal: { entries: 16 } },
      transparent,
      (call) => {
        if (call.path.endsWith(spares) || !isTurn()) return call;
        refused += 1;
        call.end(outcome);
        return elsewhere(call);
      },
    );
    return new FlakyServer(fake, await fake.listen('127.0.0.1:0'), () => refused);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#fake.stop();
  }
}

/** The same call, of a method that there is not: it has ended, and nobody is to do anything for it. */
function elsewhere(call: ServerCall): ServerCall {
  return new Proxy(call, {
    get: (target, name) => {
      if (name === 'path') return '/nowhere/Nothing';
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** When a connection is dropped: as soon as it comes, or when the server has answered something on it. */
export type DroppedAt = 'once' | 'answer';

/** Stands before a server, and drops some of the connections with a reset. */
export class DroppingProxy implements AsyncDisposable {
  readonly address: string;
  readonly dropped: () => number;
  readonly #close: () => Promise<void>;

  private constructor(address: string, dropped: () => number, close: () => Promise<void>) {
    this.address = address;
    this.dropped = dropped;
    this.#close = close;
  }

  /** @param isDropped - asked with the number of each connection, from 1 */
  static async start(
    upstream: string,
    at: DroppedAt,
    isDropped: (connection: number) => boolean,
  ): Promise<DroppingProxy> {
    const [host = '', port] = upstream.split(':');
    const sockets = new Set<Socket>();
    let connections = 0;
    let dropped = 0;
    const server = createServer((down) => {
      const isTurn = isDropped(++connections);
      const up = connect(Number(port), host);
      for (const socket of [down, up]) {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          sockets.delete(socket);
          down.destroy();
          up.destroy();
        });
      }
      const drop = (): void => {
        dropped += 1;
        down.resetAndDestroy();
      };
      if (isTurn && at === 'once') return drop();
      down.pipe(up);
      // The first that comes is the server's settings.
      let pieces = 0;
      up.on('data', (piece: Buffer) => {
        if (isTurn && ++pieces === 2) drop();
        else down.write(piece);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new DroppingProxy(
      `127.0.0.1:${(server.address() as AddressInfo).port}`,
      () => dropped,
      async () => {
        for (const socket of sockets) socket.destroy();
        await new Promise((resolve) => server.close(resolve));
      },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }
}
