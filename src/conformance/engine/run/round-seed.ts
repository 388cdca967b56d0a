import { goldenStep, mixed } from '../../../time/mixed.js';

/** The seed of a round of generated input: round 0 has the run's own, and each other one of its own that follows from it. */
export function roundSeed(seed: number, round: number): number {
  return round === 0 ? seed : mixed(seed + Math.imul(round, goldenStep));
}
