import { goldenStep, mixed } from '../../../time/mixed.js';

/**
 * The seed of a round of generated input. Round 0 has the seed of the run, and each other round has one that follows
 * from it.
 */
export function roundSeed(seed: number, round: number): number {
  return round === 0 ? seed : mixed(seed + Math.imul(round, goldenStep));
}
