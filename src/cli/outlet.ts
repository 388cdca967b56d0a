import { Writable } from 'node:stream';

type StandardStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * A standard stream of the process. It may fail at any time, because its reader goes, as that of `head` does, or
 * because its disk is full. That ends nothing that goes on; what could not be written is kept for the end.
 */
export class Outlet extends Writable {
  readonly #stream: StandardStream;
  readonly #lost: Buffer[] = [];
  #failure: NodeJS.ErrnoException | undefined;

  constructor(stream: StandardStream) {
    super();
    this.#stream = stream;
    // Ignored here, because whoever wrote is told of it.
    stream.on('error', () => undefined);
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  get columns(): number | undefined {
    return this.#stream.columns;
  }

  /** Why it takes no more, and what it has not taken; undefined while it takes more, and when nobody wants to read. */
  get loss(): { readonly why: Error; readonly lost: Buffer } | undefined {
    if (this.#failure === undefined || this.#failure.code === 'EPIPE') return undefined;
    return { why: this.#failure, lost: Buffer.concat(this.#lost) };
  }

  /** Resolves when everything that was written has gone out, or is lost. */
  flushed(): Promise<void> {
    return new Promise((resolve) => this.end(resolve));
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (this.#failure !== undefined) {
      this.#lose(chunk);
      done();
      return;
    }
    this.#stream.write(chunk, (error) => {
      if (error !== null && error !== undefined) {
        this.#failure = error;
        this.#lose(chunk);
      }
      done();
    });
  }

  /** Keeps what was lost, unless nobody wants to read it. */
  #lose(chunk: Buffer): void {
    if (this.#failure?.code !== 'EPIPE') this.#lost.push(chunk);
  }
}
