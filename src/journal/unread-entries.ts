import type { JournalEntry } from './entry.js';
import { RecordedEntry, type UnnumberedEntry } from './recorded-entry.js';

/** The values of an entry, one after the other. */
type Row = [n: number, time: number, ...happening: unknown[]];

const columns = 7;
/**
 * The most values of one array: a larger one is never moved by the garbage collector, nor can it grow in one piece for
 * ever.
 */
const mostValues = columns * 8192;

/**
 * Entries that nobody has looked at, kept as mere values in rows. Most entries are never looked at, and an object for
 * each, which would live as long as the journal, would keep the garbage collector busy.
 */
export class UnreadEntries {
  #tables: unknown[][] = [];
  #table: unknown[] | undefined;

  add(n: number, time: number, { kind, rpc, call, ref, what }: UnnumberedEntry): void {
    if (this.#table === undefined || this.#table.length >= mostValues) {
      this.#table = [];
      this.#tables.push(this.#table);
    }
    this.#table.push(n, time, kind, rpc, call, ref, what);
  }

  /** Takes all of them out. */
  *take(): Generator<JournalEntry> {
    const tables = this.#tables;
    this.clear();
    for (const table of tables) {
      for (let i = 0; i < table.length; i += columns) {
        const [n, time, kind, rpc, call, ref, what] = table.slice(i, i + columns) as Row;
        yield new RecordedEntry(n, time, { kind, rpc, call, ref, what } as UnnumberedEntry);
      }
    }
  }

  clear(): void {
    this.#tables = [];
    this.#table = undefined;
  }
}
