import type { Timekeeper } from '../../time/clock.js';
import type { JournalEntry } from './entry.js';
import { RecordedEntry, type Happening } from './recorded-entry.js';
import { entryToJson } from './entry-json.js';
import { entryToText } from './entry-text.js';

/** Everything that the fake received, sent and did, in order. */
export class Journal {
  readonly #clock: Timekeeper;
  #began: number;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #entries: JournalEntry[] = [];
  #count = 0;

  /** @internal */
  constructor(clock: Timekeeper) {
    this.#clock = clock;
    this.#began = clock.now;
  }

  /** The instant from which times count, in milliseconds since the Unix epoch, by the fake's clock. */
  get began(): number {
    return this.#began;
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** How many entries there have been. */
  get count(): number {
    return this.#count;
  }

  /** The entries for which all that is given is equal. */
  filter(wanted: Partial<Pick<JournalEntry, 'direction' | 'kind' | 'rpc' | 'call' | 'ref'>>): readonly JournalEntry[] {
    const keys = Object.keys(wanted) as (keyof typeof wanted)[];
    return this.#entries.filter((entry) => keys.every((key) => entry[key] === wanted[key]));
  }

  /** One line an entry, stable from run to run: for diffs and golden files. */
  toText(): string {
    return this.#entries.map((entry) => `${entryToText(entry)}\n`).join('');
  }

  /** One JSON object a line, complete: bytes in base64, 64-bit integers as decimal strings, details of errors decoded. */
  toJsonLines(): string {
    return this.#entries.map((entry) => `${entryToJson(entry)}\n`).join('');
  }

  /** Calls `listener` with every entry from now on; returns how to stop. */
  onEntry(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @internal */
  record(happening: Happening): void {
    this.#clock.touch();
    const entry = new RecordedEntry(++this.#count, this.#clock.now - this.#began, happening);
    this.#entries.push(entry);
    for (const listener of this.#listeners) listener(entry);
  }

  /** @internal */
  note(text: string, ref?: string): void {
    this.record({ direction: 'event', kind: 'note', text, ref });
  }

  /** Forgets all entries; numbers and times go on. */
  clear(): void {
    this.#entries = [];
  }

  /** Forgets all entries; numbers and times begin anew. @internal */
  restart(): void {
    this.clear();
    this.#count = 0;
    this.#began = this.#clock.now;
  }
}
