import type { RpcStatus } from '../../client/rpc-status.js';
import type { RecordedEvent } from './recording.js';
import type { JournalEntry, JournalStatus } from '../engine/report.js';

/** Turns a trial's events into JSON data. */
export function journalOf(events: readonly RecordedEvent[]): JournalEntry[] {
  return events.map((event) => {
    const { timeMs, client, call, method, kind } = event;
    switch (event.kind) {
      case 'sent':
      case 'received':
        return { timeMs, client, call, method, kind, message: toJson(event.message), bytes: base64(event.bytes) };
      case 'undecodable':
        return { timeMs, client, call, method, kind, reason: event.reason, bytes: base64(event.bytes) };
      case 'status':
        return { timeMs, client, call, method, kind, status: statusOf(event.status) };
      case 'open':
      case 'half-close':
      case 'cancel':
        return { timeMs, client, call, method, kind };
    }
  });
}

function statusOf({ code, message, details }: RpcStatus): JournalStatus {
  if (details.length === 0) return { code, message };
  return { code, message, details: details.map(({ typeUrl, value }) => ({ typeUrl, bytes: base64(value) })) };
}

function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return { base64: base64(value) };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
