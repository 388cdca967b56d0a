import type { JournalEntry } from '../../journal/entry.js';
import { entryToText } from '../../journal/entry-text.js';
import { written, type WrittenEntry } from '../../journal/written-entry.js';
import { journalOf, type Journaled } from '../checks/journal-around.js';
import type { SnapshotOptions } from './history-events.js';

/**
 * A journal as text for a snapshot, a line an entry: as `journal.toText()`, but without times unless they are asked for,
 * neither those of the entries nor those within messages.
 *
 * @throws TypeError when the subject has no journal
 * @example expect(journalText(fake)).toMatchSnapshot();
 * @since 0.1.0
 */
export function journalText(subject: Journaled, { times = false }: SnapshotOptions = {}): string {
  const journal = journalOf(subject);
  if (times) return journal.toText();
  const lines = journal.entries.map((entry) => entryToText(timeless(entry)).replace(/^(\d+) \S+/, '$1'));
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * A journal as data for JSON and snapshots: bytes as `{base64}`, 64-bit integers as decimal strings, and no times unless
 * they are asked for.
 *
 * @throws TypeError when the subject has no journal
 * @since 0.1.0
 */
export function journalData(
  subject: Journaled,
  { times = false }: SnapshotOptions = {},
): readonly (Omit<WrittenEntry, 'time'> & { readonly time?: number })[] {
  return journalOf(subject).entries.map((entry) => {
    if (times) return written({ ...entry });
    const { time: _, ...rest } = written(timeless(entry));
    return rest;
  });
}

function timeless(entry: JournalEntry): JournalEntry {
  const { bytes: _, ...rest } = entry;
  return { ...rest, time: 0, ...(entry.message !== undefined && { message: withoutTimes(entry.message) }) };
}

/** Leaves out every timestamp of a message. */
function withoutTimes(value: unknown): unknown {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutTimes);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (isTimestamp(item) ? [] : [[key, withoutTimes(item)]])),
  );
}

function isTimestamp(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'seconds' in value && 'nanos' in value;
}
