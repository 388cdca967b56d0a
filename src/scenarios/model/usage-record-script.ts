/** What a record of the cache is for, as BuildKit has them. */
export const usageRecordTypes = [
  'regular',
  'internal',
  'frontend',
  'source.local',
  'source.git.checkout',
  'exec.cachemount',
] as const;

/**
 * A record of BuildKit's cache, as `docker buildx du` shows it and `docker buildx prune` removes it. Its fields have the
 * names of BuildKit's `UsageRecord`.
 *
 * @since 0.1.0
 */
export interface UsageRecordScript {
  /** By which it is known; each is there once. */
  readonly id: string;
  /** In bytes. Default 0. */
  readonly size?: number;
  /** Whether it can still be written. Default false. */
  readonly mutable?: boolean;
  /** Whether something uses it, so that it is never removed. Default false. */
  readonly inUse?: boolean;
  /** Whether others hold its blobs, so that it is removed only with `--all`, and is not counted. Default false. */
  readonly shared?: boolean;
  /** The IDs of the records that it lies on, which are not removed before it. Default: none. */
  readonly parents?: readonly string[];
  /** A time in RFC 3339, such as `2026-01-02T03:04:05Z`. Default: when the fake was started. */
  readonly createdAt?: string;
  /** A time in RFC 3339. Default: it was never used. */
  readonly lastUsedAt?: string;
  /** How often it was used. Default 0. */
  readonly usageCount?: number;
  /** The text that clients show, such as the name of a step. Default: none. */
  readonly description?: string;
  /** What it is for. What is `internal` or a `frontend` is removed only with `--all`. Default `regular`. */
  readonly recordType?: (typeof usageRecordTypes)[number];
}
