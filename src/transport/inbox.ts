/** Messages that came and were not read yet, in order, and at most one reader that waits. */
export class Inbox<T> {
  /** The first of them. Most calls never have another, and many calls are open: an array for each would be the most of it. */
  #first: T | undefined;
  /** Those behind it. */
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
      // A list that is made empty takes room for many when it grows.
      if (this.#rest === undefined) this.#rest = [message];
      else this.#rest.push(message);
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
    this.#first = undefined;
    this.#rest = undefined;
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
    if (this.#first !== undefined) {
      const first = this.#first;
      this.#first = undefined;
      return first;
    }
    if (this.#rest === undefined) return undefined;
    const message = this.#rest[this.#head];
    // What was taken is not kept alive by the place that it had.
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
