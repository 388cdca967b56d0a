import { pulse } from '../../conformance/trial/pulse.js';
import type { Target } from '../../conformance/trial/target.js';
import { RealClock } from '../../time/real-clock.js';

/** Starts a real server again that has died; several may find it dead at once. */
export class Reviver {
  readonly #target: Target;
  readonly #patienceMs: number;
  /** How often it has died. */
  deaths = 0;
  #working: Promise<void> | undefined;
  #lastRevivedAt = -Infinity;

  constructor(target: Target, patienceMs: number) {
    this.#target = target;
    this.#patienceMs = patienceMs;
  }

  /** Whether the server has died and answers again, now or a moment ago. */
  async revived(): Promise<boolean> {
    const clock = this.#target.clock ?? new RealClock();
    const before = this.deaths;
    await (this.#working ??= this.#look().finally(() => {
      this.#working = undefined;
    }));
    if (this.deaths > before) this.#lastRevivedAt = clock.now;
    return this.deaths > before || clock.now - this.#lastRevivedAt < this.#patienceMs;
  }

  async #look(): Promise<void> {
    if (this.#target.restart === undefined) return;
    const death = await pulse(this.#target, this.#target.clock ?? new RealClock(), this.#patienceMs);
    if (death === undefined) return;
    this.deaths += 1;
    await this.#target.restart();
  }
}
