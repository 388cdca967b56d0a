import type { JournalEntry } from './entry.js';

/** An entry as one line of JSON: bytes in base64, 64-bit integers as decimal strings. */
export function entryToJson(entry: JournalEntry): string {
  return JSON.stringify(entry, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    return value;
  });
}
