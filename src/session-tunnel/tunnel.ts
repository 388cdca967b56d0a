import type { Call, CallListener, CallOptions, Connection } from '../client/connection.js';
import { Http2Connection } from '../client/http2-connection.js';
import { type Cancellation, CancellationSource } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import { setImmediate } from '../time/host.js';
import type { BytePipe } from './byte-pipe.js';
import { TunnelDuplex } from './tunnel-duplex.js';

/** HTTP/2 inside of a session, of which this is the client: calls of the services that the build client offers. */
export class Tunnel implements Connection {
  readonly address = 'the session';
  readonly #connection: Http2Connection;
  readonly #duplex: TunnelDuplex;
  readonly #ended = new CancellationSource();
  readonly #done = new CancellationSource();

  /**
   * Greets the client at once.
   * @param clock measures the deadlines of calls
   */
  constructor(pipe: BytePipe, clock: Timekeeper) {
    this.#duplex = new TunnelDuplex(pipe);
    this.#duplex.once('close', () => this.#ended.cancel());
    this.#connection = new Http2Connection(
      {
        address: this.address,
        authority: 'localhost',
        // Larger than usual, because every round trip goes through two connections.
        streamWindow: 1024 * 1024,
        connect: () => this.#duplex,
        onlyOnce: 'connection error: desc = "transport: Error while dialing: only one connection allowed"',
        lost: () => 'error reading from server: EOF',
        // Later, because the calls hear of the loss at the same time.
        gone: () => setImmediate(() => this.#done.cancel()),
      },
      clock,
    );
    this.#connection.connect();
  }

  /** Called off when the tunnel is gone, whoever closed it. */
  get ended(): Cancellation {
    return this.#ended;
  }

  /** Called off when the tunnel is gone and all its calls are over. */
  get done(): Cancellation {
    return this.#done;
  }

  open(path: string, options: CallOptions, listener: CallListener): Call {
    return this.#connection.open(path, options, {
      ...listener,
      onStatus: (status) => {
        // Some versions of Node end the calls of a broken connection before it is closed.
        if (this.#connection.isLost) this.#ended.cancel();
        listener.onStatus(status);
      },
    });
  }

  async close(): Promise<void> {
    await this.#connection.close();
    this.#duplex.destroy();
  }
}
