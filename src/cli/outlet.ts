import { Writable } from 'node:stream';
import { setTimeout } from '../time/host.js';

type StandardStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * A standard stream of the process. It may fail at any time: its reader goes, as that of `head` does, or its disk is full.
 * That ends nothing that goes on; what could not be written is kept for the end, where it is worth it.
 */
export class Outlet extends Writable {
  readonly #stream: StandardStream;
  readonly #keeps: boolean;
  readonly #lost: Buffer[] = [];
  #failure: NodeJS.ErrnoException | undefined;

  /** @param keeps - whether what cannot be written is kept: a process that goes on for long may say much. Default true. */
  constructor(stream: StandardStream, { keeps = true }: { readonly keeps?: boolean } = {}) {
    super();
    this.#stream = stream;
    this.#keeps = keeps;
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

  /**
   * Resolves when all that was written has gone out, or is lost.
   * @param patienceMs - how long a reader that does not read is waited for; for ever by default
   */
  flushed(patienceMs?: number): Promise<void> {
    return new Promise((resolve) => {
      this.end(resolve);
      if (patienceMs !== undefined) setTimeout(resolve, patienceMs);
    });
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
    if (this.#keeps && this.#failure?.code !== 'EPIPE') this.#lost.push(chunk);
  }
}
