import { setImmediate } from './host.js';

/**
 * Decides which of the events that could happen now happens next. Without one, events happen in the order in which
 * they came up.
 *
 * @since 0.1.0
 */
export interface Scheduler {
  /** Resolves when the turn of this event has come. */
  turn(label: string): Promise<void>;
}

/**
 * The part of fast-check's `fc.scheduler()` that is used: events wait until the test lets them happen.
 *
 * @since 0.1.0
 */
export interface TaskScheduler {
  /** Returns a promise that settles as `task` does, once the test has let it; `label` is what the test sees of it. */
  schedule<T>(task: Promise<T>, label?: string): Promise<T>;
  /** How many tasks wait. */
  count?(): number;
  /** Lets so many tasks happen. Where it is there, tasks that nobody lets happen do so by themselves, in its order. */
  waitNext?(count: number): Promise<void>;
}

/** So many turns of the event loop are waited for a test that lets events happen itself, as `s.waitFor` does. */
const patience = 64;

/**
 * Lets fast-check choose, shrink and print the order of events. Once the test has let one happen, all of them are the
 * test's to let happen; where it does not begin, they go on by themselves, one in each turn of the event loop.
 */
export function scheduledBy(tasks: TaskScheduler): Scheduler {
  return new TaskTurns(tasks);
}

class TaskTurns implements Scheduler {
  readonly #tasks: TaskScheduler;
  #waiting = 0;
  #arrivals = 0;
  /** Who lets events happen, once that is known. */
  #driver: 'test' | 'itself' | undefined;
  #watching = false;

  constructor(tasks: TaskScheduler) {
    this.#tasks = tasks;
  }

  async turn(label: string): Promise<void> {
    this.#waiting++;
    this.#arrivals++;
    const turn = this.#tasks.schedule(Promise.resolve(), label);
    this.#watch();
    try {
      await turn;
    } finally {
      this.#waiting--;
      this.#driver ??= 'test';
    }
  }

  #watch(): void {
    if (this.#watching || this.#driver === 'test' || this.#tasks.waitNext === undefined) return;
    this.#watching = true;
    let seen = this.#arrivals;
    let quiet = 0;
    const look = (): void => {
      if (this.#driver === 'test' || this.#waiting === 0) {
        this.#watching = false;
        return;
      }
      quiet = this.#arrivals === seen ? quiet + 1 : 0;
      seen = this.#arrivals;
      if (this.#driver === 'itself' || quiet >= patience) this.#letOneHappen();
      setImmediate(look);
    };
    setImmediate(look);
  }

  #letOneHappen(): void {
    this.#driver = 'itself';
    // A test that begins late may have let it happen meanwhile.
    if (this.#tasks.count?.() === 0) return;
    void this.#tasks.waitNext?.(1);
  }
}
