import type { Requirement } from '../requirement.js';

/**
 * Orders requirements: as given, then those that judge what all of these have done to the target, and last those that
 * may kill it.
 */
export function inRunningOrder<R extends Requirement<never>>(requirements: readonly R[]): R[] {
  return requirements.toSorted((a, b) => turn(a) - turn(b));
}

/**
 * Whether a requirement comes after the others, and once: because it is judged by all that was done, or because it may
 * kill the target.
 */
export function comesLast(requirement: Requirement<never>): boolean {
  return turn(requirement) > 0;
}

function turn({ destructive, check }: Requirement<never>): number {
  if (destructive === true) return 2;
  return check.kind === 'survival' || check.kind === 'aftermath' ? 1 : 0;
}
