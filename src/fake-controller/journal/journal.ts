import type { Timekeeper } from '../../time/clock.js';
import type { JournalEntry } from './entry.js';
import { RecordedEntry, type Happening } from './recorded-entry.js';
import { UnreadEntries } from './unread-entries.js';
import { entryToJson } from './entry-json.js';
import { entryToText } from './entry-text.js';

/** Everything that the fake received, sent and did, in order. */
export class Journal {
  readonly #clock: Timekeeper;
  #began: number;
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  /** Those that somebody has looked at, and all that were before. */
  #entries: JournalEntry[] = [];
  readonly #unread = new UnreadEntries();
  /** Somebody holds `#entries`, and wants to find there what comes. */
  #held = false;
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
    this.#held = true;
    return this.#read();
  }

  /** How many entries there have been. */
  get count(): number {
    return this.#count;
  }

  /** The entries for which all that is given is equal. */
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

  /** Calls `listener` with every entry from now on; returns how to stop. */
  onEntry(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @internal */
  record(happening: Happening): void {
    this.#clock.touch();
    const n = ++this.#count;
    const time = this.#clock.now - this.#began;
    if (!this.#held && this.#listeners.size === 0) {
      this.#unread.add(n, time, happening);
      return;
    }
    const entry = new RecordedEntry(n, time, happening);
    this.#read().push(entry);
    for (const listener of this.#listeners) listener(entry);
  }

  /** @internal */
  note(text: string, ref?: string): void {
    this.record({ direction: 'event', kind: 'note', rpc: undefined, call: undefined, ref, what: text });
  }

  /** Forgets all entries; numbers and times go on. */
  clear(): void {
    this.#entries = [];
    this.#unread.clear();
    this.#held = false;
  }

  /** Forgets all entries; numbers and times begin anew. @internal */
  restart(): void {
    this.clear();
    this.#count = 0;
    this.#began = this.#clock.now;
  }

  #read(): JournalEntry[] {
    for (const entry of this.#unread.take()) this.#entries.push(entry);
    return this.#entries;
  }
}
