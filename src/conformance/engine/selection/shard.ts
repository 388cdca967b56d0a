import { ConfigurationError } from '../configuration-error.js';
import type { Requirement } from '../requirement.js';

/**
 * One of the parts into which a run is divided, so that several machines share it.
 *
 * @since 0.1.0
 */
export interface Shard {
  /** Which part this is, from 1. */
  readonly index: number;
  /** How many parts there are. */
  readonly of: number;
}

/**
 * Selects what a shard is about, in the same order. Every requirement is in exactly one shard, except those that are
 * judged by all other checks, such as whether the target survives: every shard checks those for itself.
 * @throws ConfigurationError when there is not one requirement for every shard.
 */
export function inShard<R extends Requirement<never>>(selected: readonly R[], { index, of }: Shard): R[] {
  const divisible = selected.filter((requirement) => !isInEveryShard(requirement));
  if (divisible.length < of) {
    const count = `${divisible.length} ${divisible.length === 1 ? 'requirement' : 'requirements'}`;
    throw new ConfigurationError(`${count} cannot be divided into ${of} shards: give at most ${divisible.length}`);
  }
  const mine = new Set(divided(divisible, of)[index - 1]);
  return selected.filter((requirement) => isInEveryShard(requirement) || mine.has(requirement));
}

export function isInEveryShard({ check }: Requirement<never>): boolean {
  return check.kind !== 'example' && check.kind !== 'property';
}

/**
 * Divides requirements among shards. Each goes to the shard with the least to do so far, and what takes longest is
 * placed first.
 */
function divided<R extends Requirement<never>>(requirements: readonly R[], count: number): R[][] {
  const shards = Array.from({ length: count }, () => ({ cost: 0, requirements: [] as R[] }));
  for (const requirement of requirements.toSorted((a, b) => cost(b) - cost(a))) {
    const lightest = shards.reduce((least, shard) => (shard.cost < least.cost ? shard : least));
    lightest.cost += cost(requirement);
    lightest.requirements.push(requirement);
  }
  return shards.map((shard) => shard.requirements);
}

/** About how long a check takes, compared with an example. */
function cost({ check, destructive }: Requirement<never>): number {
  return (check.kind === 'property' ? 2 : 1) + (destructive === true ? 1 : 0);
}
