import type { CallEventKind } from '../protocol/call-event-kind.js';
import type { JournalEntry, JournalStatus } from './entry.js';
import { written, type WrittenEntry } from './written-entry.js';

type Where = { readonly [K in 'rpc' | 'call' | 'ref']: JournalEntry[K] | undefined };

/** What happened, before it has its number and time. */
export type UnnumberedEntry = Where &
  (
    | { readonly kind: Extract<CallEventKind, 'open' | 'half-close' | 'cancel'>; readonly what?: undefined }
    | { readonly kind: Extract<CallEventKind, 'request' | 'response'>; readonly what: unknown }
    | { readonly kind: 'status'; readonly what: JournalStatus }
    | { readonly kind: 'note'; readonly what: string }
  );

/**
 * A class with one assignment after the other, because copying what happened with `...` would be most of what an entry
 * costs.
 */
export class RecordedEntry implements JournalEntry {
  declare readonly n: number;
  declare readonly time: number;
  declare readonly kind: JournalEntry['kind'];
  declare readonly rpc?: NonNullable<JournalEntry['rpc']>;
  declare readonly call?: number;
  declare readonly ref?: string;
  declare readonly message?: unknown;
  declare readonly status?: NonNullable<JournalEntry['status']>;
  declare readonly text?: string;

  constructor(n: number, time: number, { kind, rpc, call, ref, what }: UnnumberedEntry) {
    this.n = n;
    this.time = time;
    this.kind = kind;
    if (rpc !== undefined) this.rpc = rpc;
    if (call !== undefined) this.call = call;
    if (ref !== undefined) this.ref = ref;
    if (kind === 'request' || kind === 'response') this.message = what;
    if (kind === 'status') this.status = what;
    if (kind === 'note') this.text = what;
  }

  /** What `JSON.stringify` writes: a line of `journal.toJsonLines()`. */
  toJSON(): WrittenEntry {
    return written(this);
  }
}
