import type { control } from '../../protocol/buildkit/messages.js';
import { nanoseconds } from '../../playback/builds/timestamp.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { anyOf, type Filter, FilterError } from '../filters/filter.js';
import type { UsageRecord } from './cache.js';

/**
 * The records that a client wants to see.
 * @param now in milliseconds since the Unix epoch
 * @throws RpcFailure for a filter that cannot be read
 */
export function wantedRecords(
  records: readonly UsageRecord[],
  { filter, ageLimit }: control.DiskUsageRequest,
  now: number,
): readonly UsageRecord[] {
  const wanted = readFilter('diskusage', filter);
  return records.filter((one) => fits(wanted, one) && (ageLimit <= 0n || !usedSince(one, now, ageLimit)));
}

/** @throws RpcFailure in BuildKit's words */
export function readFilter(what: 'diskusage' | 'prune', filter: readonly string[]): Filter {
  try {
    return anyOf(filter);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new RpcFailure(`failed to parse ${what} filters [${filter.join(' ')}]: ${error.message}`);
  }
}

/** Whether a filter asks for a record. */
export function fits(filter: Filter, record: UsageRecord): boolean {
  const { id, parents, description, recordType, inUse, mutable, shared } = record;
  const texts: Readonly<Record<string, string>> = {
    id,
    parents: parents.join(';'),
    description,
    type: recordType,
  };
  const flags: Readonly<Record<string, boolean>> = {
    inuse: inUse,
    mutable,
    immutable: !mutable,
    shared,
    private: !shared,
  };
  return filter((field) => (texts[field] !== '' && texts[field]) || (flags[field] === true ? '' : undefined));
}

/** Whether a record was used in the last so many nanoseconds. */
export function usedSince({ lastUsedAt }: UsageRecord, now: number, span: bigint): boolean {
  return lastUsedAt !== undefined && nanoseconds(lastUsedAt) > BigInt(Math.round(now * 1000)) * 1000n - span;
}
