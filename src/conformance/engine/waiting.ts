import type { WaitingClock } from '../../time/clock.js';

/** Given by {@link withTimeout} when the time was over first. */
export const timedOut: unique symbol = Symbol('timed out');

/** What is going on when a run is over has so many milliseconds more. */
const farewellMs = 500;

/**
 * The promise's value, or {@link timedOut} after `ms`, or half a second after `over`; rejects when the promise does in
 * time.
 */
export function withTimeout<T>(
  clock: WaitingClock,
  ms: number,
  promise: Promise<T>,
  over?: AbortSignal,
): Promise<T | typeof timedOut> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => resolve(timedOut);
    const timers = [clock.after(ms, 'conformance suite waits', giveUp, { deadline: true })];
    const hurry = (): void =>
      void timers.push(clock.after(farewellMs, 'conformance suite ends', giveUp, { deadline: true }));
    if (over?.aborted === true) hurry();
    over?.addEventListener('abort', hurry);
    promise.then(resolve, reject).finally(() => {
      over?.removeEventListener('abort', hurry);
      for (const timer of timers) timer.cancel();
    });
  });
}

/** Fires once, when it was not touched for `ms` milliseconds. */
export class Watchdog {
  readonly #clock: WaitingClock;
  readonly #ms: number;
  readonly #fire: () => void;
  #touchedAt: number;
  #cancel: () => void;

  constructor(clock: WaitingClock, ms: number, fire: () => void) {
    this.#clock = clock;
    this.#ms = ms;
    this.#fire = fire;
    this.#touchedAt = clock.now;
    this.#cancel = this.#arm(ms);
  }

  touch(): void {
    this.#touchedAt = this.#clock.now;
  }

  stop(): void {
    this.#cancel();
  }

  /**
   * Arms the timer. Touching is frequent and moves no timer; instead the timer looks, when it fires, how long ago the
   * last touch was.
   */
  #arm(ms: number): () => void {
    const look = (): void => {
      const left = this.#touchedAt + this.#ms - this.#clock.now;
      if (left <= 0) this.#fire();
      else this.#cancel = this.#arm(left);
    };
    const timer = this.#clock.after(ms, 'conformance suite watches', look, { deadline: true });
    return () => timer.cancel();
  }
}
