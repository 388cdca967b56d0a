import type { WrittenCallEntry } from '../../../src/journal/written-entry.js';

type Event = Partial<WrittenCallEntry> & Pick<WrittenCallEntry, 'kind'>;

/** A journal of these events, a millisecond apart, on call 1 of client 1 unless they say otherwise. */
export function journalOf(...events: readonly Event[]): WrittenCallEntry[] {
  return events.map((event, index) => ({ time: index, client: 1, call: 1, rpc: 'Status', ...event }));
}

/** So many events alike. */
export function times(count: number, event: Event): Event[] {
  return Array.from({ length: count }, () => event);
}

/** The whole of a unary call, which is answered and ends. */
export function unary(call: number, method = 'List', client = 1): Event[] {
  return (['open', 'request', 'half-close', 'response', 'status'] as const).map((kind) => ({
    kind,
    call,
    method,
    client,
  }));
}
