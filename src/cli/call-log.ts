import type { JournalEntry } from '../journal/entry.js';
import { unambiguousLine } from '../words/unambiguous.js';
import { statusCodeName } from '../protocol/status-code.js';

/** Writes a line for each call of a journal that has ended: `Build#3 r1 … OK 3.2s`. */
export class CallLog {
  readonly #write: (line: string) => void;
  readonly #opened = new Map<number, number>();
  readonly #refs = new Map<number, string>();

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  add({ kind, time, rpc, call, ref, status }: JournalEntry): void {
    if (rpc === undefined || call === undefined) return;
    if (kind === 'open') this.#opened.set(call, time);
    if (ref !== undefined && ref !== '' && !this.#refs.has(call)) this.#refs.set(call, ref);
    if (kind !== 'status' && kind !== 'cancel') return;
    const opened = this.#opened.get(call);
    // A call that its client gave up may end once more, which is not told.
    if (opened === undefined) return;
    this.#opened.delete(call);
    const outcome = status === undefined ? 'cancelled by its client' : statusCodeName(status.code);
    const message = status === undefined || status.message === '' ? '' : `: ${oneLine(status.message)}`;
    const named = this.#refs.get(call);
    this.#refs.delete(call);
    const session = named === undefined ? '' : ` ${shown(named)}`;
    this.#write(unambiguousLine(`${rpc}#${call}${session} … ${outcome} ${seconds(time - opened)}${message}`));
  }

  /** Forgets the calls that were open, because they are gone without an end. */
  forget(): void {
    this.#opened.clear();
    this.#refs.clear();
  }
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)}ms` : `${(ms / 1000).toFixed(1)}s`;
}

function shown(ref: string): string {
  return /^[\w.:/-]{1,64}$/.test(ref) ? ref : JSON.stringify(ref.slice(0, 64));
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 160 ? line : `${line.slice(0, 160)}…`;
}
