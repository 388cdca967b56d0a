/** Something that will happen at an instant; `cancel` takes it back. */
export interface Timer {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** What it is for, shown to people. */
  readonly label: string;
  /** Whether it is a deadline, which never makes an automatic clock jump while anything else is due. */
  readonly deadline: boolean;
  cancel(): void;
}

/** A timer that was taken out of the queue because it is due; its holder fires it. */
export interface DueTimer extends Timer {
  /** Fires it; without effect when it was cancelled since. */
  fire(): void;
}

class Entry implements DueTimer {
  readonly at: number;
  readonly label: string;
  readonly deadline: boolean;
  readonly order: number;
  /** It was cancelled or taken, and is no longer in the queue. */
  out = false;
  readonly #queue: TimerQueue;
  #happen: (() => void) | undefined;

  constructor(queue: TimerQueue, at: number, order: number, label: string, deadline: boolean, happen: () => void) {
    this.#queue = queue;
    this.at = at;
    this.order = order;
    this.label = label;
    this.deadline = deadline;
    this.#happen = happen;
  }

  /** Works also between its instant and its turn. */
  cancel(): void {
    this.#happen = undefined;
    this.#queue.remove(this);
  }

  fire(): void {
    this.#happen?.();
  }
}

/** The least size of a heap that is cleared of cancelled timers. */
const smallHeap = 64;

/**
 * Timers in a binary heap, by instant and then by the order in which they were set. Cancelled ones are dropped when
 * they are met, or when they are most of the heap: deadlines are mostly cancelled long before they are due.
 */
export class TimerQueue {
  #heap: Entry[] = [];
  #order = 0;
  #live = 0;
  #deadlines = 0;

  get size(): number {
    return this.#live;
  }

  /** Whether something else than deadlines is due. */
  get hasWork(): boolean {
    return this.#live > this.#deadlines;
  }

  add(at: number, label: string, deadline: boolean, fire: () => void): Timer {
    const entry = new Entry(this, at, this.#order++, label, deadline, fire);
    this.#live++;
    if (deadline) this.#deadlines++;
    this.#heap.push(entry);
    this.#up(this.#heap.length - 1);
    return entry;
  }

  /** @internal for {@link Timer.cancel} */
  remove(entry: Entry): void {
    if (entry.out) return;
    this.#forget(entry);
    if (this.#heap.length > smallHeap && this.#live * 2 < this.#heap.length) this.#compact();
  }

  /** The earliest timer. */
  peek(): Timer | undefined {
    while (this.#heap[0]?.out === true) this.#pop();
    return this.#heap[0];
  }

  /** Takes the earliest timer out. */
  shift(): DueTimer | undefined {
    if (this.peek() === undefined) return undefined;
    const taken = this.#pop();
    if (taken !== undefined) this.#forget(taken);
    return taken;
  }

  /** All timers, earliest first. */
  list(): readonly Timer[] {
    return this.#heap.filter((entry) => !entry.out).toSorted(compare);
  }

  clear(): void {
    // Marked as out, so that cancelling one of them later is not counted.
    for (const entry of this.#heap) entry.out = true;
    this.#heap = [];
    this.#live = 0;
    this.#deadlines = 0;
  }

  /** Sorting restores the heap, since a sorted list is one. */
  #compact(): void {
    this.#heap = this.#heap.filter((entry) => !entry.out).toSorted(compare);
  }

  #forget(entry: Entry): void {
    entry.out = true;
    this.#live--;
    if (entry.deadline) this.#deadlines--;
  }

  #pop(): Entry | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#down(0);
    }
    return first;
  }

  #up(index: number): void {
    for (let i = index; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.#swapIfLess(i, parent)) return;
      i = parent;
    }
  }

  #down(index: number): void {
    for (let i = index; ; ) {
      const left = 2 * i + 1;
      const right = left + 1;
      const child = this.#less(right, left) ? right : left;
      if (child >= this.#heap.length || !this.#swapIfLess(child, i)) return;
      i = child;
    }
  }

  #less(a: number, b: number): boolean {
    const x = this.#heap[a];
    const y = this.#heap[b];
    return x !== undefined && y !== undefined && compare(x, y) < 0;
  }

  #swapIfLess(lower: number, upper: number): boolean {
    const x = this.#heap[lower];
    const y = this.#heap[upper];
    if (x === undefined || y === undefined || compare(x, y) >= 0) return false;
    this.#heap[lower] = y;
    this.#heap[upper] = x;
    return true;
  }
}

function compare(a: Entry, b: Entry): number {
  return a.at - b.at || a.order - b.order;
}
