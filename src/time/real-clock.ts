import { ClockError, type PendingTimer, type Timekeeper } from './clock.js';
import { clearTimeout, dateNow, setTimeout } from './host.js';
import { preciseNowMs } from './precise-now.js';
import type { Timer } from './timer-queue.js';

/** The longest delay that a timer of Node.js takes: 2^31 - 1 ms. */
const longestDelay = 2_147_483_647;

/**
 * Real time: the wall clock's when this was made, plus what has passed since then, so that setting the wall clock moves
 * no deadline. Its timers keep no process alive.
 */
export class RealClock implements Timekeeper {
  readonly mode = 'real';
  readonly #timers = new Map<Timer, NodeJS.Timeout>();
  /** How far the wall clock is ahead of the one that nobody can set. */
  readonly #ahead = dateNow() - preciseNowMs();
  #stopped = false;

  get now(): number {
    return Math.round(preciseNowMs() + this.#ahead);
  }

  after(ms: number, label: string, fire: () => void, options: { readonly deadline?: boolean } = {}): Timer {
    const timer: Timer = {
      at: this.now + ms,
      label,
      deadline: options.deadline ?? false,
      cancel: () => {
        clearTimeout(this.#timers.get(timer));
        this.#timers.delete(timer);
      },
    };
    if (!this.#stopped) this.#arm(timer, fire);
    return timer;
  }

  #arm(timer: Timer, fire: () => void): void {
    const left = timer.at - this.now;
    const handle = setTimeout(
      () => {
        if (left > longestDelay) return this.#arm(timer, fire);
        this.#timers.delete(timer);
        fire();
      },
      Math.min(Math.max(left, 0), longestDelay),
    );
    handle.unref();
    this.#timers.set(timer, handle);
  }

  touch(): void {}

  readonly takesTurns = false;

  turn(): undefined {}

  onIdle(): void {}

  pending(): readonly PendingTimer[] {
    return [...this.#timers.keys()]
      .toSorted((a, b) => a.at - b.at)
      .map((timer) => ({ in: Math.max(0, timer.at - this.now), label: timer.label }));
  }

  async advance(): Promise<never> {
    throw new ClockError("a real clock cannot be advanced: start the fake with clock: 'manual' or 'auto'");
  }

  async next(): Promise<never> {
    throw new ClockError("a real clock cannot be moved on: start the fake with clock: 'manual' or 'auto'");
  }

  async runAll(): Promise<never> {
    throw new ClockError("a real clock cannot be run: start the fake with clock: 'manual' or 'auto'");
  }

  async hold<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  stop(): void {
    this.#stopped = true;
    for (const handle of this.#timers.values()) clearTimeout(handle);
    this.#timers.clear();
  }
}
