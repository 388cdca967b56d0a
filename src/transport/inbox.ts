/** Messages that came and were not read yet, in order, with at most one reader that waits. */
export class Inbox<T> {
  /**
   * The first message. Most calls never have another one waiting, and many calls are open: an array for each would be
   * most of their memory.
   */
  #first: T | undefined;
  /** The messages after it. */
  #rest: (T | undefined)[] | undefined;
  #head = 0;
  #reader: ((message: T | undefined) => void) | undefined;
  #closed = false;

  get length(): number {
    return (this.#first === undefined ? 0 : 1) + (this.#rest === undefined ? 0 : this.#rest.length - this.#head);
  }

  push(message: T): void {
    if (this.#closed) return;
    const reader = this.#reader;
    if (reader !== undefined) {
      this.#reader = undefined;
      reader(message);
    } else if (this.#first === undefined && this.#rest === undefined) {
      this.#first = message;
    } else {
      // Made with its first element, because a list that is made empty takes room for many when it grows.
      if (this.#rest === undefined) this.#rest = [message];
      else this.#rest.push(message);
    }
  }

  /** Closes: no more will come, but what is there can still be read. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#reader !== undefined) this.#reader(undefined);
    this.#reader = undefined;
  }

  /** Closes, and forgets what is there. */
  drop(): void {
    this.#first = undefined;
    this.#rest = undefined;
    this.#head = 0;
    this.close();
  }

  /** Waits for the next message; undefined when closed and empty. There may be one reader at a time. */
  next(): Promise<T | undefined> {
    if (this.length > 0) return Promise.resolve(this.take());
    if (this.#closed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }

  /** Takes the next message if it is there already. */
  take(): T | undefined {
    if (this.#first !== undefined) {
      const first = this.#first;
      this.#first = undefined;
      return first;
    }
    if (this.#rest === undefined) return undefined;
    const message = this.#rest[this.#head];
    // Cleared, so that its place does not keep alive what was taken.
    this.#rest[this.#head++] = undefined;
    if (this.#head === this.#rest.length) {
      this.#rest = undefined;
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head * 2 > this.#rest.length) {
      this.#rest.splice(0, this.#head);
      this.#head = 0;
    }
    return message;
  }
}
