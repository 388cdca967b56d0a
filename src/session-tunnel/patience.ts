import type { Timekeeper } from '../time/clock.js';

/** How long virtual time stands still for a client that says nothing, in milliseconds of real time. */
const patienceMs = 10_000;

/** Waits for a client, while an `auto` clock stands still; a client that says nothing holds it no longer than 10 s. */
export class Patience {
  readonly #clock: Timekeeper;
  readonly #clientClock: Timekeeper;
  readonly #lost: (text: string) => void;

  /**
   * @param clock the clock that stands still meanwhile
   * @param judge the clock by which the client is judged
   * @param lost is told when the client has taken too long
   */
  constructor(clock: Timekeeper, judge: Timekeeper, lost: (text: string) => void) {
    this.#clock = clock;
    this.#clientClock = judge;
    this.#lost = lost;
  }

  /** Gives the answer, however long it takes. */
  async waitFor<T>(answer: Promise<T>): Promise<T> {
    if (this.#clock.mode !== 'auto') return answer;
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const timer = this.#clientClock.after(patienceMs, 'patience with the client', () => {
      this.#lost(`the client of the session has said nothing for ${patienceMs / 1000} s: time goes on without it`);
      end();
    });
    try {
      await this.#clock.hold(() => Promise.race([answer, over]));
    } finally {
      timer.cancel();
    }
    return answer;
  }
}
