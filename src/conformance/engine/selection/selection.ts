import { revisions, type Revision, isWithin } from '../../../protocol/revision.js';
import { ConfigurationError } from '../configuration-error.js';
import { didYouMean } from '../../../words/nearest.js';
import { inRunningOrder } from './running-order.js';
import type { Level, Requirement } from '../requirement.js';
import { inShard, type Shard } from './shard.js';

/**
 * Which requirements a run is about.
 *
 * @since 0.1.0
 */
export interface Selection {
  /** IDs of the only requirements to check. Default: all. */
  readonly only?: readonly string[];
  /** IDs of requirements not to check; they are reported as skipped. Default: none. */
  readonly skip?: readonly string[];
  /**
   * The least binding level: `MUST` selects those alone, `SHOULD` adds the next, and `OBSERVED`, the default, selects
   * all.
   */
  readonly level?: Level;
  /** The part of what is selected that this run is about. Default: all of it. */
  readonly shard?: Shard;
}

const rank: Readonly<Record<Level, number>> = { MUST: 0, SHOULD: 1, OBSERVED: 2 };

/**
 * Selects the requirements of a revision, or of any, in the order in which they run: destructive ones last.
 * @throws ConfigurationError for an ID that does not exist or is not about this revision, or for too many shards.
 */
export function select<R extends Requirement<never>>(
  all: readonly R[],
  revision: Revision | undefined,
  selection: Selection,
): R[] {
  const selected = selectAll(all, revision, selection);
  return selection.shard === undefined ? selected : inShard(selected, selection.shard);
}

/** Selects as {@link select} does, but for all shards. */
export function selectAll<R extends Requirement<never>>(
  all: readonly R[],
  revision: Revision | undefined,
  selection: Selection,
): R[] {
  for (const id of [...(selection.only ?? []), ...(selection.skip ?? [])]) assertKnown(id, all);
  for (const id of selection.only ?? []) {
    const span = all.find((requirement) => requirement.id === id) ?? {};
    if (revision === undefined || isWithin(span, revision)) continue;
    const spoken = revisions.filter((other) => isWithin(span, other)).join(', ');
    throw new ConfigurationError(`${id} is about revision ${spoken}, and the target speaks ${revision}`);
  }
  const lowest = rank[selection.level ?? 'OBSERVED'];
  const selected = all.filter(
    (requirement) =>
      (revision === undefined || isWithin(requirement, revision)) &&
      rank[requirement.level] <= lowest &&
      (selection.only === undefined || selection.only.includes(requirement.id)),
  );
  return inRunningOrder(selected);
}

/**
 * Refuses an ID that does not exist.
 * @throws ConfigurationError with the nearest ID.
 */
export function assertKnown(id: string, all: readonly Pick<Requirement<never>, 'id'>[]): void {
  const ids = all.map((requirement) => requirement.id);
  if (ids.includes(id)) return;
  throw new ConfigurationError(`no requirement ${JSON.stringify(id)}${didYouMean(id, ids)}: --list shows them all`);
}
