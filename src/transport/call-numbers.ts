/** Numbers the calls of a fake, from 1, in the order in which they are opened. */
export class CallNumbers {
  #last = 0;

  next(): number {
    return ++this.#last;
  }

  restart(): void {
    this.#last = 0;
  }
}
