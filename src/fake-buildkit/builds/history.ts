import type { control } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { Roster } from '../../transport/roster.js';

/** What the history of builds tells of a build. */
export type BuildRecord = Init<control.BuildHistoryRecord> & { readonly ref: string };

type Event = Init<control.BuildHistoryEvent>;

/** A record, and what makes it whole, which is done when it is first asked for. */
interface Kept {
  readonly record: BuildRecord;
  readonly whole: (() => BuildRecord) | undefined;
}

/** The builds that were, and who wants to hear of those that begin and end. */
export class History {
  readonly #kept = new Map<string, Kept>();
  readonly #listeners = new Roster<(event: Event) => void>();

  get(ref: string): BuildRecord | undefined {
    const kept = this.#kept.get(ref);
    if (kept?.whole === undefined) return kept?.record;
    const { generation } = kept.record;
    const record = { ...kept.whole(), ...(generation === undefined ? {} : { generation }) };
    this.#kept.set(ref, { record, whole: undefined });
    return record;
  }

  /** What there is to tell now. */
  get events(): readonly Event[] {
    return [...this.#kept.keys()].flatMap((ref) => this.#eventOf(ref));
  }

  /** Keeps what has become of a build, and tells it. */
  put(record: BuildRecord, whole?: () => BuildRecord): void {
    const { ref } = record;
    const generation = (this.#kept.get(ref)?.record.generation ?? 0) + 1;
    this.#kept.set(ref, { record: { ...record, generation }, whole });
    if (!this.#listeners.empty) for (const event of this.#eventOf(ref)) this.#tell(event);
  }

  remove(ref: string): void {
    const record = this.#kept.get(ref)?.record;
    if (record === undefined) return;
    this.#kept.delete(ref);
    this.#tell({ type: 'DELETED', record });
  }

  /** Calls `listener` with what happens from now on; returns a function that ends this. */
  onEvent(listener: (event: Event) => void): () => void {
    const place = this.#listeners.add(listener);
    return () => this.#listeners.remove(place);
  }

  #eventOf(ref: string): readonly Event[] {
    const record = this.get(ref);
    return record === undefined ? [] : [{ type: typeOf(record), record }];
  }

  #tell(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function typeOf({ completedAt }: BuildRecord): 'STARTED' | 'COMPLETE' {
  return completedAt === undefined ? 'STARTED' : 'COMPLETE';
}
