import type { RecordedEvent } from '../recording.js';
import type { JournalEntry } from './report.js';

/** A trial's events as JSON data. */
export function journalOf(events: readonly RecordedEvent[]): JournalEntry[] {
  return events.map((event) => {
    const { timeMs, client, call, method, kind } = event;
    switch (event.kind) {
      case 'sent':
      case 'received':
        return { timeMs, client, call, method, kind, message: toJson(event.message) };
      case 'status':
        return { timeMs, client, call, method, kind, status: { code: event.status.code, message: event.status.message } };
      case 'open':
      case 'half-close':
      case 'cancel':
        return { timeMs, client, call, method, kind };
    }
  });
}

function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}
