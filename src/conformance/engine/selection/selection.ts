import { revisions, type Revision, isWithin } from '../../../protocol/revision.js';
import { ConfigurationError } from '../configuration-error.js';
import { didYouMean } from '../../../words/nearest.js';
import { inRunningOrder } from './running-order.js';
import type { Level, Requirement } from '../requirement.js';
import { inShard, type Shard } from './shard.js';

/** Which requirements a run is about. */
export interface Selection {
  /** Only these IDs. */
  readonly only?: readonly string[];
  /** All but these IDs; they are reported as skipped. */
  readonly skip?: readonly string[];
  /** `MUST` alone, `SHOULD` and above, or all of them (`OBSERVED`, the default). */
  readonly level?: Level;
  /** The part of what is selected that this run is about; all of it by default. */
  readonly shard?: Shard;
}

const rank: Readonly<Record<Level, number>> = { MUST: 0, SHOULD: 1, OBSERVED: 2 };

/**
 * The requirements of a revision, or of any, that are selected, in the order in which they run: destructive ones last.
 * @throws ConfigurationError for an ID that does not exist or is not about this revision, or for too many shards.
 */
export function select(
  all: readonly Requirement[],
  revision: Revision | undefined,
  selection: Selection,
): Requirement[] {
  const selected = selectAll(all, revision, selection);
  return selection.shard === undefined ? selected : inShard(selected, selection.shard);
}

/** As {@link select}, but of all shards. */
export function selectAll(
  all: readonly Requirement[],
  revision: Revision | undefined,
  selection: Selection,
): Requirement[] {
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

/** @throws ConfigurationError with the nearest ID. */
export function assertKnown(id: string, all: readonly Requirement[]): void {
  const ids = all.map((requirement) => requirement.id);
  if (ids.includes(id)) return;
  throw new ConfigurationError(`no requirement ${JSON.stringify(id)}${didYouMean(id, ids)}: --list shows them all`);
}
