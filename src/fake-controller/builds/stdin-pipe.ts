/** Why a read or write of a pipe failed, as Go says it. */
export class ClosedPipeError extends Error {
  constructor(message = 'io: read/write on closed pipe') {
    super(message);
    this.name = 'ClosedPipeError';
  }
}

interface Write {
  readonly bytes: Uint8Array;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/**
 * The stdin of a build. It is unbuffered, like Go's `io.Pipe`: a write waits until it was read, or until the pipe is
 * closed.
 */
export class StdinPipe {
  readonly #writes: Write[] = [];
  #reader: (() => void) | undefined;
  #end: { readonly error?: Error } | undefined;
  #readerGone = false;
  /** How many Inputs may still write. */
  writers = 0;

  /**
   * Writes, and resolves when all was read.
   * @throws ClosedPipeError when either end is closed before
   */
  write(bytes: Uint8Array): Promise<void> {
    if (this.#end !== undefined || this.#readerGone) return Promise.reject(new ClosedPipeError());
    return new Promise((done, failed) => {
      this.#writes.push({ bytes, done, failed });
      this.#wake();
    });
  }

  /** Closes the writer's end: reads give what is there, then the end, or throw `error`. Only the first close counts. */
  end(error?: Error): void {
    this.#end ??= error === undefined ? {} : { error };
    this.#wake();
  }

  /** Closes the reader's end: writes fail from now on. */
  closeRead(): void {
    this.#readerGone = true;
    for (const { failed } of this.#writes.splice(0)) failed(new ClosedPipeError());
    this.#wake();
  }

  /** The bytes of the next write; undefined at the end. @throws the writer's error */
  async read(): Promise<Uint8Array | undefined> {
    while (this.#writes.length === 0 && this.#end === undefined && !this.#readerGone) {
      await new Promise<void>((resolve) => {
        this.#reader = resolve;
      });
    }
    const write = this.#writes.shift();
    write?.done();
    if (write === undefined && this.#end?.error !== undefined) throw this.#end.error;
    return write?.bytes;
  }

  #wake(): void {
    this.#reader?.();
    this.#reader = undefined;
  }
}
