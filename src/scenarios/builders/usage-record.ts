import type { UsageRecordScript } from '../model/usage-record-script.js';

/**
 * Makes a {@link UsageRecordScript}. Every call gives a new builder and leaves the one that it was made on as it was.
 *
 * @since 0.1.0
 */
export class UsageRecordBuilder {
  readonly #record: UsageRecordScript;

  constructor(record: UsageRecordScript) {
    this.#record = record;
  }

  /** Sets its size in bytes. Default 0. */
  size(size: number): UsageRecordBuilder {
    return this.#with({ size });
  }

  /** Lets it be one that can still be written. */
  mutable(): UsageRecordBuilder {
    return this.#with({ mutable: true });
  }

  /** Lets something use it, so that it is never removed. */
  inUse(): UsageRecordBuilder {
    return this.#with({ inUse: true });
  }

  /** Lets others hold its blobs, so that it is removed only with `--all`, and is not counted. */
  shared(): UsageRecordBuilder {
    return this.#with({ shared: true });
  }

  /** Adds records that it lies on, by their IDs; they are not removed before it. */
  parents(...ids: readonly string[]): UsageRecordBuilder {
    return this.#with({ parents: [...(this.#record.parents ?? []), ...ids] });
  }

  /** Sets when it was created: a time in RFC 3339. Default: when the fake was started. */
  createdAt(createdAt: string): UsageRecordBuilder {
    return this.#with({ createdAt });
  }

  /** Sets when it was last used: a time in RFC 3339. Default: it was never used. */
  lastUsedAt(lastUsedAt: string): UsageRecordBuilder {
    return this.#with({ lastUsedAt });
  }

  /** Sets how often it was used. Default 0. */
  usageCount(usageCount: number): UsageRecordBuilder {
    return this.#with({ usageCount });
  }

  /** Sets the text that clients show, such as the name of a step. */
  description(description: string): UsageRecordBuilder {
    return this.#with({ description });
  }

  /** Sets what it is for. Default `regular`. */
  recordType(recordType: NonNullable<UsageRecordScript['recordType']>): UsageRecordBuilder {
    return this.#with({ recordType });
  }

  /** The plain data that it makes. */
  toJSON(): UsageRecordScript {
    return this.#record;
  }

  #with(more: Partial<UsageRecordScript>): UsageRecordBuilder {
    return new UsageRecordBuilder({ ...this.#record, ...more });
  }
}

/**
 * Begins a record of BuildKit's cache, as `docker buildx du` shows it.
 *
 * @example await FakeBuildKit.start({ scenario: { usageRecords: [usageRecord('npm').size(4096).recordType('exec.cachemount')] } });
 * @since 0.1.0
 */
export function usageRecord(id: string): UsageRecordBuilder {
  return new UsageRecordBuilder({ id });
}
