import type { Timekeeper } from '../../../time/clock.js';

/**
 * What a run has come to so far.
 *
 * @since 0.1.0
 */
export interface Tally {
  /** Milliseconds since the run began. */
  readonly elapsedMs: number;
  /** How many executions of checks there were, shrinking included. */
  readonly runs: number;
  /** How many messages an execution sent and received: the mean, and the most. */
  readonly depth: { readonly mean: number; readonly most: number };
  /** How many requirements are violated. */
  readonly violated: number;
}

/** Counts executions and their messages. */
export class TallyKeeper {
  readonly #clock: Timekeeper;
  readonly #startedAt: number;
  #runs = 0;
  #messages = 0;
  #most = 0;

  constructor(clock: Timekeeper) {
    this.#clock = clock;
    this.#startedAt = clock.now;
  }

  addRun(messages: number): void {
    this.#runs += 1;
    this.#messages += messages;
    this.#most = Math.max(this.#most, messages);
  }

  get tally(): Omit<Tally, 'violated'> {
    return {
      elapsedMs: this.#clock.now - this.#startedAt,
      runs: this.#runs,
      depth: { mean: this.#runs === 0 ? 0 : this.#messages / this.#runs, most: this.#most },
    };
  }
}
