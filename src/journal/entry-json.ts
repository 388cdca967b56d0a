import type { ErrorDetail } from '../protocol/error-detail.js';
import { jsonData } from '../protocol/json-data.js';
import { unambiguous } from '../words/unambiguous.js';
import type { JournalEntry } from './entry.js';

/**
 * Turns an entry into data for JSON: bytes become base64, 64-bit integers become decimal strings, and an error's detail
 * becomes `{typeUrl, json}`, or `{typeUrl, base64}` where it is no JSON.
 */
export function entryData(entry: JournalEntry): unknown {
  const { status } = entry;
  if (status?.details === undefined) return jsonData(entry);
  return { ...entry, status: { ...status, details: status.details.map(writtenDetail) } };
}

/** Writes that data as one line of text, in half the time, because there may be many entries. */
export function entryToJson(entry: JournalEntry): string {
  const { status } = entry;
  // Copied, because a copy has no `toJSON`.
  const data = status?.details === undefined ? { ...entry } : entryData(entry);
  const text = JSON.stringify(data, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    if (value instanceof Uint8Array) return jsonData(value);
    return value;
  });
  return unambiguous(text);
}

function writtenDetail({ typeUrl, value, json }: ErrorDetail): unknown {
  return json === undefined ? { typeUrl, base64: jsonData(value) } : { typeUrl, json };
}
