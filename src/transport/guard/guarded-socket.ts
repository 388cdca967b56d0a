import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setImmediate } from '../../time/host.js';
import { FarewellWatch } from './farewell-watch.js';
import { ResetFilter } from './reset-filter.js';

/**
 * A client's socket as an older Node gets it, which closes no socket on which nghttp2 has said farewell because of an error, and in
 * which a thousand resets of streams are an error: here the socket is closed, and resets are told to whoever wants them.
 */
export class GuardedSocket extends Duplex {
  readonly #socket: Socket;
  readonly #farewell = new FarewellWatch();

  /** @param reset told which streams the client resets, and with which error code: nghttp2 hears nothing of it */
  constructor(socket: Socket, reset: (stream: number, code: number) => void) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    const filter = new ResetFilter((piece) => {
      if (!this.push(piece)) socket.pause();
    }, reset);
    socket.on('data', (chunk: Buffer) => filter.push(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: string, written: (error?: Error | null) => void): void {
    this.#send(chunk, written);
  }

  /** What nghttp2 gives at once goes out at once. */
  override _writev(chunks: readonly { readonly chunk: Buffer }[], written: (error?: Error | null) => void): void {
    this.#socket.cork();
    chunks.forEach(({ chunk }, n) => this.#send(chunk, n === chunks.length - 1 ? written : undefined));
    this.#socket.uncork();
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }

  #send(chunk: Buffer, written?: (error?: Error | null) => void): void {
    this.#socket.write(chunk, written);
    if (this.#farewell.sees(chunk)) setImmediate(() => this.#socket.destroy());
  }
}
