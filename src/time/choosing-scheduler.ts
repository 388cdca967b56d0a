import { ClockError } from './clock.js';
import type { Scheduler } from './scheduler.js';
import { setImmediate } from './host.js';

/** Chooses the index of the event that happens next, among those that could, in the order in which they came up. */
export type Choose = (labels: readonly string[]) => number;

interface Waiting {
  readonly label: string;
  readonly go: () => void;
}

/**
 * So many quiet turns mean that nothing more comes up: within this process nothing takes as many from one event to the
 * next.
 */
const quietTurns = 20;

/**
 * Lets one event happen at a time, and everything that follows from it before the next one is chosen. It goes on by
 * itself, in turns of the event loop.
 *
 * @since 0.1.0
 */
export class ChoosingScheduler implements Scheduler {
  readonly #choose: Choose;
  readonly #waiting: Waiting[] = [];
  readonly #order: string[] = [];
  #running = false;

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  /** The labels of the events that have happened, in their order: a schedule that `scheduleOf` repeats. */
  get order(): readonly string[] {
    return this.#order;
  }

  /** Resolves when nothing has waited for its turn for a number of turns of the event loop: nothing more will come up. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns; quiet = this.#running ? 0 : quiet + 1) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
  }

  /** Resolves when the event of this label has been chosen. */
  turn(label: string): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ label, go });
      this.#run();
    });
  }

  #run(): void {
    if (this.#running) return;
    this.#running = true;
    // Whatever can happen now has come up by the next turn of the event loop.
    setImmediate(() => {
      this.#running = false;
      const index = this.#choose(this.#waiting.map(({ label }) => label));
      const [next] = this.#waiting.splice(index, 1);
      if (next === undefined) return;
      this.#order.push(next.label);
      next.go();
      if (this.#waiting.length > 0) this.#run();
    });
  }
}

/**
 * Makes a scheduler that repeats an order of events: each happens in its place as soon as it can, and events that are
 * not in the order happen as they come up.
 *
 * @example
 * const schedule = scheduleOf(['Status#2 opens', 'Build#1 opens']);
 * const fake = await FakeController.start({ schedule });
 * @throws ClockError for what are no labels
 * @since 0.1.0
 */
export function scheduleOf(order: readonly string[]): ChoosingScheduler {
  // Callers without types may give anything.
  if (!isListOfTexts(order)) {
    throw new ClockError('scheduleOf takes the labels of events in their order, such as ["Status#2 opens"]');
  }
  const rest = [...order];
  return new ChoosingScheduler((labels) => {
    const index = rest[0] === undefined ? -1 : labels.indexOf(rest[0]);
    if (index < 0) return 0;
    rest.shift();
    return index;
  });
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
