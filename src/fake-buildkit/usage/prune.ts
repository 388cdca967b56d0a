import type { control } from '../../protocol/buildkit/messages.js';
import { nanoseconds } from '../../playback/builds/timestamp.js';
import type { Cache, UsageRecord } from './cache.js';
import { fits, readFilter, usedSince } from './disk-usage.js';

/**
 * Removes what a client wants to be rid of; gives the records that were removed, in this order: those that lie on others
 * first. Space is made by removing what was used least and longest ago, one record after the other.
 * @param now in milliseconds since the Unix epoch
 * @throws RpcFailure for a filter that cannot be read
 */
export function prune(cache: Cache, request: control.PruneRequest, now: number): readonly UsageRecord[] {
  const filter = readFilter('prune', request.filter);
  const keeps = keptBytes(cache.records, request);
  const removed: UsageRecord[] = [];
  for (let total = sizeOf(cache.records); keeps === 0n || total >= keeps; ) {
    const { records } = cache;
    const free = records.filter((one) => isFree(one, records) && isAsked(one, request, now) && fits(filter, seen(one)));
    const going = keeps === 0n ? free : inOrder(free).slice(0, 1);
    if (going.length === 0) break;
    for (const one of going) {
      cache.remove(one.id);
      removed.push(one);
      total -= one.size;
    }
  }
  return removed;
}

/** How many bytes may stay; 0 is none. The disk of the fake is never full, so that `minFreeSpace` alone keeps all. */
function keptBytes(
  records: readonly UsageRecord[],
  { reservedSpace, maxUsedSpace, minFreeSpace }: control.PruneRequest,
): bigint {
  const most = maxUsedSpace === 0n && minFreeSpace !== 0n ? sizeOf(records) : maxUsedSpace;
  return most > reservedSpace ? most : reservedSpace;
}

function sizeOf(records: readonly UsageRecord[]): bigint {
  return records.reduce((sum, { size, shared }) => (shared ? sum : sum + size), 0n);
}

/** Whether nothing uses it, and no record lies on it. */
function isFree({ id, inUse }: UsageRecord, records: readonly UsageRecord[]): boolean {
  return !inUse && !records.some(({ parents }) => parents.includes(id));
}

function isAsked(record: UsageRecord, { all, keepDuration }: control.PruneRequest, now: number): boolean {
  const { recordType, shared } = record;
  if (!all && (recordType === 'internal' || recordType === 'frontend' || shared)) return false;
  return keepDuration === 0n || !usedSince(record, now, keepDuration);
}

/** What BuildKit looks at when it prunes, which is less than what it lists. */
function seen(record: UsageRecord): UsageRecord {
  return { ...record, parents: [] };
}

/** Those that go first come first: each has a place among all by when it was used, and one by how often. */
function inOrder(records: readonly UsageRecord[]): readonly UsageRecord[] {
  const used = ({ lastUsedAt }: UsageRecord): bigint => (lastUsedAt === undefined ? 0n : nanoseconds(lastUsedAt));
  const byTime = placesOf(records, used);
  const byCount = placesOf(records, ({ usageCount }) => usageCount);
  const place = (record: UsageRecord): number => byTime(record) + byCount(record);
  return records
    .toSorted((a, b) => Number(used(a) - used(b)))
    .toSorted((a, b) => Number(a.usageCount - b.usageCount))
    .toSorted((a, b) => place(a) - place(b));
}

/** The place of a record among the different values, from 0 to 1. */
function placesOf(
  records: readonly UsageRecord[],
  value: (record: UsageRecord) => bigint,
): (record: UsageRecord) => number {
  // 0 is the place of what was never used, also where everything was.
  const values = [...new Set([0n, ...records.map(value)])].toSorted((a, b) => (a < b ? -1 : 1));
  return (record) => (values.indexOf(value(record)) + 1) / values.length;
}
