/** How many bytes a pipe of the kernel holds before its writer blocks. */
const capacity = 65_536;

/** The stdin of a process: holds what came and was not read, up to a pipe's capacity. */
export class StdinBuffer {
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #ended = false;
  #wakeReader: (() => void) | undefined;
  #wakeWriters: (() => void)[] = [];

  /** Adds bytes, and resolves when there is room again. */
  write(bytes: Uint8Array): Promise<void> {
    if (this.#ended || bytes.length === 0) return Promise.resolve();
    this.#chunks.push(bytes);
    this.#bytes += bytes.length;
    this.#wakeReader?.();
    if (this.#bytes < capacity) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wakeWriters.push(resolve);
    });
  }

  end(): void {
    this.#ended = true;
    this.#wakeReader?.();
  }

  /** Takes the next bytes; undefined at the end. */
  async read(): Promise<Uint8Array | undefined> {
    while (this.#chunks.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
    const chunk = this.#chunks.shift();
    this.#bytes -= chunk?.length ?? 0;
    if (this.#bytes < capacity) for (const wake of this.#wakeWriters.splice(0)) wake();
    return chunk;
  }
}
