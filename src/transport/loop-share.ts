import { setImmediate } from '../time/host.js';
/** So much may pass in one turn of the event loop: about as much as one read of a socket brings. */
const shareOfTurn = 131_072;
/** What a message costs beside its bytes. */
const perMessage = 256;

/** To be followed by what is to happen on a microtask; cheaper than `queueMicrotask`. */
const now = Promise.resolve();

/**
 * Lets the event loop turn while messages stream. Without a socket all that happens would happen in microtasks, and
 * timers and I/O would starve until the stream ended.
 */
export class LoopShare {
  #left = shareOfTurn;
  #nextTurn: Promise<void> | undefined;

  /** Resolves at once, or in the next turn of the event loop when nothing is left of this one. */
  get soon(): Promise<void> {
    return this.#nextTurn ?? now;
  }

  /** Undefined while there is more to spend in this turn of the event loop; otherwise resolves in the next. */
  spend(bytes: number): Promise<void> | undefined {
    if (this.#left > 0) {
      this.#left -= bytes + perMessage;
      if (this.#left > 0) return undefined;
    }
    this.#nextTurn ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#left = shareOfTurn;
        this.#nextTurn = undefined;
        resolve();
      });
    });
    return this.#nextTurn;
  }
}
