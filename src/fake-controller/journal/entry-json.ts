import type { ErrorDetail } from '../../protocol/error-detail.js';
import type { JournalEntry } from './entry.js';

/**
 * An entry as one line of JSON: bytes in base64, 64-bit integers as decimal strings; an error's detail as
 * `{typeUrl, json}`, or `{typeUrl, base64}` where it is no JSON.
 */
export function entryToJson(entry: JournalEntry): string {
  return JSON.stringify(withWrittenDetails(entry), (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    if (value instanceof Uint8Array) return base64(value);
    return value;
  });
}

function withWrittenDetails(entry: JournalEntry): unknown {
  const { status } = entry;
  if (status?.details === undefined) return entry;
  return { ...entry, status: { ...status, details: status.details.map(writtenDetail) } };
}

function writtenDetail({ typeUrl, value, json }: ErrorDetail): unknown {
  return json === undefined ? { typeUrl, base64: base64(value) } : { typeUrl, json };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
