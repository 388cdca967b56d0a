import type { JournalEntry } from '../../journal/entry.js';
import { type WrittenCallEntry, type WrittenEntry, written } from '../../journal/written-entry.js';

/** What a diagram draws of an entry of any journal. Nothing of a note; whose journal knows of no clients has one. */
export function callEntryOf(entry: JournalEntry | WrittenEntry): readonly WrittenCallEntry[] {
  const { kind, rpc, call, client = 1 } = entry;
  if (kind === 'note' || rpc === undefined || call === undefined) return [];
  const data = entry.bytes instanceof Uint8Array ? written(entry as JournalEntry) : (entry as WrittenEntry);
  return [{ ...data, kind, rpc, call, client }];
}
