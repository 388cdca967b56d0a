import type { JournalEntry } from './entry.js';

/** What happened, before it has its number and time; what is undefined is left out of the entry. */
export type Happening = { readonly [K in keyof Omit<JournalEntry, 'n' | 'time'>]: JournalEntry[K] | undefined } & Pick<
  JournalEntry,
  'direction' | 'kind'
>;

/** Copying what happened with `...` would be most of what a journal costs: hence a class, and one assignment after the other. */
export class RecordedEntry implements JournalEntry {
  declare readonly n: number;
  declare readonly time: number;
  declare readonly direction: JournalEntry['direction'];
  declare readonly kind: JournalEntry['kind'];
  declare readonly rpc?: NonNullable<JournalEntry['rpc']>;
  declare readonly call?: number;
  declare readonly ref?: string;
  declare readonly message?: unknown;
  declare readonly status?: NonNullable<JournalEntry['status']>;
  declare readonly text?: string;

  constructor(n: number, time: number, { direction, kind, rpc, call, ref, message, status, text }: Happening) {
    this.n = n;
    this.time = time;
    this.direction = direction;
    this.kind = kind;
    if (rpc !== undefined) this.rpc = rpc;
    if (call !== undefined) this.call = call;
    if (ref !== undefined) this.ref = ref;
    if (message !== undefined) this.message = message;
    if (status !== undefined) this.status = status;
    if (text !== undefined) this.text = text;
  }
}
