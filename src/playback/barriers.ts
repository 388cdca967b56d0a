import type { Cancellation } from '../time/cancellation.js';
import type { Journal } from '../journal/journal.js';
import { UnknownBarrierError } from './unknown-barrier-error.js';

/** Something that is held at a barrier. */
export interface Held {
  readonly barrier: string;
  /** Who is held, such as `process "p"`. */
  readonly who: string;
  /** Number of the journal entry at which it came there. */
  readonly since: number;
}

interface Barrier {
  reached: boolean;
  released: boolean;
  readonly holding: Map<Held, () => void>;
  readonly listeners: Set<() => void>;
}

/**
 * Named places at which scripts wait for each other and for the test. A barrier holds whatever comes to it until it is
 * released; from then on it is open, until the fake is reset.
 */
export class Barriers {
  readonly #journal: Journal;
  readonly #barriers = new Map<string, Barrier>();
  /** The names that scripts in use have, or had since the last reset. */
  readonly #known = new Set<string>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** What is held right now. */
  get held(): readonly Held[] {
    return [...this.#barriers.values()].flatMap(({ holding }) => [...holding.keys()]);
  }

  /** Learns the barriers of scripts that come into use. */
  know(names: Iterable<string>): void {
    for (const name of names) this.#known.add(name);
  }

  /** Gives the name back. @throws UnknownBarrierError when no script has had it */
  checked(name: string): string {
    if (!this.#known.has(name)) throw new UnknownBarrierError(name, [...this.#known]);
    return name;
  }

  /** Comes to a barrier; true when it is released, false when the wait was called off. */
  arrive(name: string, who: string, until: Cancellation): Promise<boolean> {
    const barrier = this.#barrier(name);
    const { released } = barrier;
    this.#journal.note(`barrier ${JSON.stringify(name)} is ${released ? 'passed' : 'reached'} by ${who}`);
    const held: Held = { barrier: name, who, since: this.#journal.count };
    const wait = released ? Promise.resolve(true) : hold(barrier, held, until);
    barrier.reached = true;
    for (const listener of barrier.listeners) listener();
    barrier.listeners.clear();
    return wait;
  }

  /** Lets everything go on that is held there, and everything that comes there from now on. */
  release(name: string, who = 'the test'): void {
    const barrier = this.#barrier(name);
    if (barrier.released) return;
    barrier.released = true;
    this.#journal.note(`barrier ${JSON.stringify(name)} is released by ${who}`);
    for (const go of barrier.holding.values()) go();
  }

  /** Resolves when something has come there; at once when that was before. */
  whenReached(name: string): Promise<void> {
    return new Promise((resolve) => {
      this.onReached(name, resolve);
    });
  }

  /**
   * Calls `listener` once, when something first comes there; at once when that was before. Returns a function that ends
   * this.
   */
  onReached(name: string, listener: () => void): () => void {
    const barrier = this.#barrier(name);
    if (barrier.reached) {
      listener();
      return () => {};
    }
    barrier.listeners.add(listener);
    return () => barrier.listeners.delete(listener);
  }

  /** Closes all barriers, forgets who came there, and their names; listeners stay. */
  reset(): void {
    this.#known.clear();
    for (const barrier of this.#barriers.values()) {
      barrier.reached = false;
      barrier.released = false;
    }
  }

  #barrier(name: string): Barrier {
    const known = this.#barriers.get(name);
    if (known !== undefined) return known;
    const barrier: Barrier = { reached: false, released: false, holding: new Map(), listeners: new Set() };
    this.#barriers.set(name, barrier);
    return barrier;
  }
}

function hold({ holding }: Barrier, held: Held, until: Cancellation): Promise<boolean> {
  return new Promise((resolve) => {
    let stopListening = (): void => {};
    const end = (released: boolean): void => {
      holding.delete(held);
      stopListening();
      resolve(released);
    };
    holding.set(held, () => end(true));
    stopListening = until.onCancel(() => end(false));
  });
}
