/** Messages that came and were not read yet, in order, and at most one reader that waits. */
export class Inbox<T> {
  readonly #messages: T[] = [];
  #head = 0;
  #reader: ((message: T | undefined) => void) | undefined;
  #closed = false;

  get length(): number {
    return this.#messages.length - this.#head;
  }

  push(message: T): void {
    if (this.#closed) return;
    const reader = this.#reader;
    if (reader !== undefined) {
      this.#reader = undefined;
      reader(message);
    } else {
      this.#messages.push(message);
    }
  }

  /** No more will come; what is there can still be read. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#reader !== undefined) this.#reader(undefined);
    this.#reader = undefined;
  }

  /** Closes, and forgets what is there. */
  drop(): void {
    this.#messages.length = 0;
    this.#head = 0;
    this.close();
  }

  /** The next message; undefined when closed and empty. One reader at a time. */
  next(): Promise<T | undefined> {
    if (this.length > 0) return Promise.resolve(this.take());
    if (this.#closed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }

  /** The next message if it is there already. */
  take(): T | undefined {
    if (this.length === 0) return undefined;
    const message = this.#messages[this.#head++];
    if (this.#head > 1024 && this.#head * 2 > this.#messages.length) {
      this.#messages.splice(0, this.#head);
      this.#head = 0;
    }
    return message;
  }
}
