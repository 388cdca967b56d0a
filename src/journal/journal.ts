import { inspect } from 'node:util';
import type { Timekeeper } from '../time/clock.js';
import type { JournalEntry } from './entry.js';
import { wholeBound, type JournalBound } from './journal-bound.js';
import { keptSize } from './kept-size.js';
import { RecordedEntry, type UnnumberedEntry } from './recorded-entry.js';
import { UnreadEntries } from './unread-entries.js';
import { entryToJson, written } from './written-entry.js';
import { entryToText } from './entry-text.js';

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
  readonly #most: Required<JournalBound>;
  /** Of each entry that is kept; undefined without a bound. */
  #sizes: number[] | undefined;
  /** All of `#sizes` together. */
  #bytes = 0;
  /** Since it was cleared. */
  #dropped = { entries: 0, bytes: 0 };

  /** @internal */
  constructor(clock: Timekeeper, bound?: JournalBound) {
    this.#most = wholeBound(bound);
    const isBounded = Number.isFinite(this.#most.entries) || Number.isFinite(this.#most.bytes);
    this.#sizes = isBounded ? [] : undefined;
    this.#clock = clock;
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
  filter(wanted: Partial<Pick<JournalEntry, 'kind' | 'rpc' | 'call' | 'ref'>>): readonly JournalEntry[] {
    const keys = Object.keys(wanted) as (keyof typeof wanted)[];
    return this.#read().filter((entry) => keys.every((key) => entry[key] === wanted[key]));
  }

  /** What `console.log` shows: the text. */
  [inspect.custom](): string {
    return `Journal of ${this.#count} entries\n${this.toText()}`;
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

  /**
   * One page of HTML, which loads nothing else: the graph of each build, a chart of when its vertices and the calls ran,
   * and every message.
   *
   * @param title - what the page is called. Default `the journal`
   * @example if (test.state === 'failed') await writeFile('trace.html', await fake.journal.toHtml());
   */
  async toHtml(title = 'the journal'): Promise<string> {
    const { traceHtml, traceOfJournal } = await import('../trace/index.js');
    return traceHtml(traceOfJournal(this.#read().map(written), title));
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
  record(happening: UnnumberedEntry): void {
    this.#clock.touch();
    const n = ++this.#count;
    const time = this.#clock.now - this.#began;
    if (!this.#held && this.#listeners.size === 0) {
      this.#unread.add(n, time, happening);
      if (this.#sizes !== undefined) this.#weigh(this.#sizes, happening.what);
      return;
    }
    const entry = new RecordedEntry(n, time, happening);
    this.#read().push(entry);
    if (this.#sizes !== undefined) this.#weigh(this.#sizes, happening.what);
    for (const listener of this.#listeners) listener(entry);
  }

  /**
   * Adds a note of the fake's own, about a session where `ref` names one.
   * @internal
   */
  note(text: string, ref?: string): void {
    this.record({ kind: 'note', rpc: undefined, call: undefined, ref, what: text });
  }

  /** Forgets all entries; numbers and times go on. A list that {@link entries} gave before no longer grows. */
  clear(): void {
    this.#entries = [];
    this.#unread.clear();
    if (this.#sizes !== undefined) this.#sizes = [];
    this.#bytes = 0;
    this.#dropped = { entries: 0, bytes: 0 };
    this.#held = false;
  }

  /** Forgets all entries; numbers and times begin anew. @internal */
  restart(): void {
    this.clear();
    this.#count = 0;
    this.#began = this.#clock.now;
  }

  /** Counts the entry that came last, and drops the oldest when that is too much. */
  #weigh(sizes: number[], what: unknown): void {
    const size = keptSize(what);
    sizes.push(size);
    this.#bytes += size;
    const { entries, bytes } = this.#most;
    if (sizes.length > entries || this.#bytes > bytes) this.#dropOldest(sizes);
  }

  /**
   * Drops a quarter of what is kept at once, so that dropping costs next to nothing an entry. Whoever holds the entries
   * sees it.
   */
  #dropOldest(sizes: number[]): void {
    const entries = this.#read();
    const before = this.#dropped.entries > 0 ? 1 : 0;
    const { entries: most, bytes: mostBytes } = this.#most;
    const room = { entries: Math.max(1, Math.floor(most * 0.75) - 1), bytes: mostBytes * 0.75 - noteBytes };
    let count = 0;
    let bytes = 0;
    while (count < entries.length && (entries.length - count > room.entries || this.#bytes - bytes > room.bytes)) {
      bytes += sizes[count] ?? 0;
      count++;
    }
    const last = entries[count - 1];
    if (last === undefined) return;
    this.#dropped.entries += count - before;
    this.#dropped.bytes += bytes - (before === 0 ? 0 : (sizes[0] ?? 0));
    const what = droppedNote(last.n, this.#dropped, this.#most);
    const note = { kind: 'note', rpc: undefined, call: undefined, ref: undefined, what } as const;
    entries.splice(0, count, new RecordedEntry(last.n, last.time, note));
    sizes.splice(0, count, keptSize(what));
    this.#bytes += keptSize(what) - bytes;
  }

  #read(): JournalEntry[] {
    for (const entry of this.#unread.take()) this.#entries.push(entry);
    return this.#entries;
  }
}

/** Enough for what a note says of what was dropped. */
const noteBytes = 512;

function droppedNote(upTo: number, dropped: Required<JournalBound>, most: Required<JournalBound>): string {
  const kept = [
    ...(Number.isFinite(most.entries) ? [`${most.entries} entries`] : []),
    ...(Number.isFinite(most.bytes) ? [`${most.bytes} bytes`] : []),
  ].join(' and ');
  return `the entries up to ${upTo} were dropped, ${dropped.entries} of ${dropped.bytes} bytes: no more than ${kept} are kept`;
}
