import type { StatusFeed } from '../../playback/progress/status-feed.js';
import type { control } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { Roster } from '../../transport/roster.js';

/** What the history of builds tells of a build. */
export type BuildRecord = Init<control.BuildHistoryRecord> & { readonly ref: string };

export type HistoryEvent = Init<control.BuildHistoryEvent>;

/** A record of a build that is over. */
interface Kept {
  record: BuildRecord;
  /** Makes the record whole, which is done when it is first asked for. */
  whole: (() => BuildRecord) | undefined;
  readonly progress: StatusFeed;
}

/** The builds that run and that were, and who wants to hear of those that begin and end. */
export class History {
  readonly #active = new Map<string, BuildRecord>();
  readonly #kept = new Map<string, Kept>();
  readonly #listeners = new Roster<(event: HistoryEvent) => void>();
  /**
   * How many listen to a build alone, by its ref. As in BuildKit, a ref to which somebody once listened stays here, and
   * what deletes its build later only hides it.
   */
  readonly #watched = new Map<string, number>();
  readonly #hidden = new Set<string>();
  readonly #forget: (ref: string) => void;

  /** @param forget told of each record that is gone, so that what it points to goes too */
  constructor(forget: (ref: string) => void) {
    this.#forget = forget;
  }

  /** The progress of the last build of that ref that is over, for as long as it has a record, be it hidden. */
  progress(ref: string): StatusFeed | undefined {
    return this.#kept.get(ref)?.progress;
  }

  /** The builds that run. */
  get active(): readonly HistoryEvent[] {
    return [...this.#active.values()]
      .filter(({ ref }) => !this.#hidden.has(ref))
      .map((record): HistoryEvent => ({ type: 'STARTED', record }));
  }

  /** The builds that are over, by their refs, as BuildKit's database has them. @param only - of that ref; of all where it is empty */
  complete(only: string): readonly (HistoryEvent & { readonly record: BuildRecord })[] {
    return [...this.#kept]
      .filter(([ref]) => (only === '' || ref === only) && !this.#hidden.has(ref))
      .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([, kept]) => ({ type: 'COMPLETE', record: wholeOf(kept) }));
  }

  /** A build has begun. */
  begin(record: BuildRecord): void {
    this.#active.set(record.ref, record);
    this.#tell({ type: 'STARTED', record });
  }

  /** A build is over. */
  end(record: BuildRecord, progress: StatusFeed, whole: () => BuildRecord): void {
    this.#active.delete(record.ref);
    const kept = { record, whole, progress };
    this.#kept.set(record.ref, kept);
    if (!this.#listeners.empty) this.#tell({ type: 'COMPLETE', record: wholeOf(kept) });
  }

  /** Pins a record or lets it go; whether there is one. */
  pin(ref: string, pinned: boolean): boolean {
    const kept = this.#kept.get(ref);
    if (kept === undefined) return false;
    const record = wholeOf(kept);
    kept.record = { ...record, pinned, generation: (record.generation ?? 0) + 1 };
    this.#tell({ type: 'COMPLETE', record: kept.record });
    return true;
  }

  /** Removes a record, or hides it where somebody has listened to it; whether there was anything to remove. */
  delete(ref: string): boolean {
    if (this.#watched.has(ref)) {
      this.#hidden.add(ref);
      return true;
    }
    this.#hidden.delete(ref);
    this.#tell({ type: 'DELETED', record: { ref } });
    this.#forget(ref);
    return this.#kept.delete(ref);
  }

  /** Whether it was deleted, but is still there. */
  isHidden(ref: string): boolean {
    return this.#hidden.has(ref);
  }

  /** Somebody listens to a build alone; returns a function that ends this. */
  watch(ref: string): () => void {
    this.#watched.set(ref, (this.#watched.get(ref) ?? 0) + 1);
    return () => {
      const left = (this.#watched.get(ref) ?? 0) - 1;
      this.#watched.set(ref, left);
      if (left > 0 || !this.#hidden.has(ref)) return;
      this.#watched.delete(ref);
      this.delete(ref);
    };
  }

  /** Calls `listener` with what happens from now on; returns a function that ends this. */
  onEvent(listener: (event: HistoryEvent) => void): () => void {
    const place = this.#listeners.add(listener);
    return () => this.#listeners.remove(place);
  }

  #tell(event: HistoryEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function wholeOf(kept: Kept): BuildRecord {
  const { whole } = kept;
  kept.whole = undefined;
  if (whole !== undefined) kept.record = whole();
  return kept.record;
}
