import type { control } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { Roster } from '../../transport/roster.js';

type Event = Init<control.BuildHistoryEvent>;
type Entry = Init<control.BuildHistoryRecord> & { readonly ref: string };

/** The builds that were, and who wants to hear of those that begin and end. */
export class History {
  readonly #records = new Map<string, Entry>();
  readonly #listeners = new Roster<(event: Event) => void>();

  get(ref: string): Entry | undefined {
    return this.#records.get(ref);
  }

  /** What there is to tell now. */
  get events(): readonly Event[] {
    return [...this.#records.values()].map((record) => ({ type: typeOf(record), record }));
  }

  /** Keeps what has become of a build, and tells it. */
  put(record: Entry): void {
    const generation = (this.#records.get(record.ref)?.generation ?? 0) + 1;
    const kept = { ...record, generation };
    this.#records.set(record.ref, kept);
    this.#tell({ type: typeOf(kept), record: kept });
  }

  remove(ref: string): void {
    const record = this.#records.get(ref);
    if (record === undefined) return;
    this.#records.delete(ref);
    this.#tell({ type: 'DELETED', record });
  }

  /** Calls `listener` with what happens from now on; returns a function that ends this. */
  onEvent(listener: (event: Event) => void): () => void {
    const place = this.#listeners.add(listener);
    return () => this.#listeners.remove(place);
  }

  #tell(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function typeOf({ completedAt }: Entry): 'STARTED' | 'COMPLETE' {
  return completedAt === undefined ? 'STARTED' : 'COMPLETE';
}
