import type { PendingTimer, Timekeeper } from './clock.js';
import type { Duration } from './duration.js';
import type { Timer } from './timer-queue.js';

/**
 * A clock that is not this holder's alone: time is the shared one's, but the holder sees and stops only the timers that
 * it has set itself.
 */
export class SharedClock implements Timekeeper {
  readonly #shared: Timekeeper;
  readonly #own = new Map<Timer, Timer>();
  #stopped = false;

  constructor(shared: Timekeeper) {
    this.#shared = shared;
  }

  get mode(): Timekeeper['mode'] {
    return this.#shared.mode;
  }

  get now(): number {
    return this.#shared.now;
  }

  get takesTurns(): boolean {
    return this.#shared.takesTurns;
  }

  after(ms: number, label: string, fire: () => void, options: { readonly deadline?: boolean } = {}): Timer {
    const timer = this.#shared.after(
      ms,
      label,
      () => {
        this.#own.delete(handed);
        fire();
      },
      options,
    );
    const cancel = (): void => {
      timer.cancel();
      this.#own.delete(handed);
    };
    const handed: Timer = { at: timer.at, label, deadline: timer.deadline, cancel };
    if (this.#stopped) timer.cancel();
    else this.#own.set(handed, timer);
    return handed;
  }

  touch(): void {
    this.#shared.touch();
  }

  turn(label: string): Promise<void> | undefined {
    return this.#shared.turn(label);
  }

  /** Never calls, because nobody knows of the others whether they are idle. */
  onIdle(): void {}

  pending(): readonly PendingTimer[] {
    return [...this.#own.keys()]
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, label }) => ({ in: Math.max(0, at - this.now), label }));
  }

  advance(duration: Duration): Promise<void> {
    return this.#shared.advance(duration);
  }

  next(): Promise<boolean> {
    return this.#shared.next();
  }

  runAll(options?: { readonly limit?: number }): Promise<void> {
    return this.#shared.runAll(options);
  }

  hold<T>(work: () => Promise<T>): Promise<T> {
    return this.#shared.hold(work);
  }

  /** Forgets the timers of this holder. Time goes on for the others. */
  stop(): void {
    this.#stopped = true;
    for (const timer of [...this.#own.keys()]) timer.cancel();
  }
}
