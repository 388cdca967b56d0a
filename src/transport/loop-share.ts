import { setImmediate } from '../time/host.js';
/** How many bytes may pass in one turn of the event loop: about as many as one read of a socket brings. */
const shareOfTurn = 131_072;
/** How many bytes a message counts for besides its own. */
const perMessage = 256;

/** A promise whose `then` runs on a microtask; it is cheaper than `queueMicrotask`. */
const now = Promise.resolve();

/**
 * Lets the event loop turn while messages stream. Without a socket everything would happen in microtasks, and timers
 * and I/O would starve until the stream ended.
 */
export class LoopShare {
  #left = shareOfTurn;
  #nextTurn: Promise<void> | undefined;

  /** Resolves at once, or in the next turn of the event loop when nothing is left of this one. */
  get soon(): Promise<void> {
    return this.#nextTurn ?? now;
  }

  /**
   * Spends a part of this turn. Gives undefined while there is more to spend, and otherwise a promise that resolves in
   * the next turn.
   */
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
