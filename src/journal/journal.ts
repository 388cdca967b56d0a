import type { Timekeeper } from '../time/clock.js';
import type { JournalEntry } from './entry.js';
import { RecordedEntry, type Happening } from './recorded-entry.js';
import { UnreadEntries } from './unread-entries.js';
import { entryToJson } from './entry-json.js';
import { entryToText } from './entry-text.js';

/**
 * How much a journal keeps.
 *
 * @since 0.1.0
 */
export interface JournalBound {
  /**
   * The most entries, at least 2. When there are more, the oldest are dropped, and a note in their place says how many.
   * Default: unbounded.
   */
  readonly entries?: number;
}

/**
 * Everything that the fake received, sent and did, in order.
 *
 * @example
 * const refused = fake.journal.filter({ kind: 'status', rpc: 'Build' });
 * console.log(fake.journal.toText());
 * @since 0.1.0
 */
export class Journal {
  readonly #clock: Timekeeper;
  #began: number;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  /** The entries that somebody has looked at, and all that came before those. */
  #entries: JournalEntry[] = [];
  readonly #unread = new UnreadEntries();
  /** Whether somebody holds `#entries`, and wants to find new entries there. */
  #held = false;
  #count = 0;
  readonly #most: number;
  #kept = 0;

  /** @internal */
  constructor(clock: Timekeeper, { entries = Number.POSITIVE_INFINITY }: JournalBound = {}) {
    if (!(entries >= 2))
      throw new RangeError(`a journal of ${entries} entries: it keeps 2 at least, one of them a note`);
    this.#clock = clock;
    this.#most = entries;
    this.#began = clock.now;
  }

  /** The instant from which times count, in milliseconds since the Unix epoch, by the fake's clock. */
  get began(): number {
    return this.#began;
  }

  /** All entries that are kept, oldest first. The list grows as more happens, until {@link clear}. */
  get entries(): readonly JournalEntry[] {
    this.#held = true;
    return this.#read();
  }

  /** How many entries there have been, whether they are kept or not. */
  get count(): number {
    return this.#count;
  }

  /** The entries whose fields equal all that are given. */
  filter(wanted: Partial<Pick<JournalEntry, 'direction' | 'kind' | 'rpc' | 'call' | 'ref'>>): readonly JournalEntry[] {
    const keys = Object.keys(wanted) as (keyof typeof wanted)[];
    return this.#read().filter((entry) => keys.every((key) => entry[key] === wanted[key]));
  }

  /** One line an entry, stable from run to run: for diffs and golden files. */
  toText(): string {
    return this.#read()
      .map((entry) => `${entryToText(entry)}\n`)
      .join('');
  }

  /** One JSON object a line, complete: bytes in base64, 64-bit integers as decimal strings, details of errors decoded. */
  toJsonLines(): string {
    return this.#read()
      .map((entry) => `${entryToJson(entry)}\n`)
      .join('');
  }

  /** Calls `listener` with every entry from now on; returns a function that ends this. */
  onEntry(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Adds an entry for what has just happened.
   * @internal
   */
  record(happening: Happening): void {
    this.#clock.touch();
    const n = ++this.#count;
    if (++this.#kept > this.#most) this.#dropOldest();
    const time = this.#clock.now - this.#began;
    if (!this.#held && this.#listeners.size === 0) {
      this.#unread.add(n, time, happening);
      return;
    }
    const entry = new RecordedEntry(n, time, happening);
    this.#read().push(entry);
    for (const listener of this.#listeners) listener(entry);
  }

  /**
   * Adds a note of the fake's own, about a session where `ref` names one.
   * @internal
   */
  note(text: string, ref?: string): void {
    this.record({ direction: 'event', kind: 'note', rpc: undefined, call: undefined, ref, what: text });
  }

  /** Forgets all entries; numbers and times go on. A list that {@link entries} gave before no longer grows. */
  clear(): void {
    this.#entries = [];
    this.#unread.clear();
    this.#kept = 0;
    this.#held = false;
  }

  /** Forgets all entries; numbers and times begin anew. @internal */
  restart(): void {
    this.clear();
    this.#count = 0;
    this.#began = this.#clock.now;
  }

  /**
   * Drops a quarter of what is kept at once, so that dropping costs next to nothing an entry. Whoever holds the entries
   * sees it.
   */
  #dropOldest(): void {
    const entries = this.#read();
    const count = Math.max(2, Math.ceil(this.#most / 4));
    const last = entries[count - 1];
    if (last === undefined) return;
    const what = `the entries up to ${last.n} were dropped: no more than ${this.#most} are kept`;
    const note = { direction: 'event', kind: 'note', rpc: undefined, call: undefined, ref: undefined, what } as const;
    entries.splice(0, count, new RecordedEntry(last.n, last.time, note));
    this.#kept = entries.length + 1;
  }

  #read(): JournalEntry[] {
    for (const entry of this.#unread.take()) this.#entries.push(entry);
    return this.#entries;
  }
}
