import { Duplex } from 'node:stream';
import { setImmediate } from '../time/host.js';
import type { BytePipe } from './byte-pipe.js';
import { GoawayWatch } from './goaway-watch.js';

/** A {@link BytePipe} as a stream of Node. It reads only what is asked for, and ends for both sides at once. */
export class TunnelDuplex extends Duplex {
  readonly #pipe: BytePipe;
  readonly #watch = new GoawayWatch();

  constructor(pipe: BytePipe) {
    // A client that half-closes has hung up: BuildKit closes the session when it reads the end.
    super({ allowHalfOpen: false });
    this.#pipe = pipe;
    this.once('end', () => this.destroy());
    // HTTP/2 hears of an error as of a close. Without a listener, the process would die of it.
    this.on('error', () => undefined);
  }

  override _read(): void {
    void this.#receive();
  }

  override _write(chunk: Uint8Array, _: BufferEncoding, done: (error?: Error | null) => void): void {
    void (async () => done(await this.#send(chunk)))();
  }

  /** Gives why the bytes could not be sent. */
  async #send(chunk: Uint8Array): Promise<Error | null> {
    const last = this.#watch.sees(chunk);
    try {
      if (!(await this.#pipe.send(chunk))) return new Error('the call of the session is over');
    } catch (error) {
      return asError(error);
    }
    // Later, because Node dies of a stream that is destroyed while it reads frames from it.
    if (last) setImmediate(() => this.destroy());
    return null;
  }

  async #receive(): Promise<void> {
    try {
      let bytes = await this.#pipe.receive();
      // A message may be empty, which to a stream would mean that nothing came.
      while (bytes?.length === 0) bytes = await this.#pipe.receive();
      if (this.destroyed) return;
      this.push(bytes ?? null);
    } catch (error) {
      this.destroy(asError(error));
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
