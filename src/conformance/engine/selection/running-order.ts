import type { Requirement } from '../requirement.js';

/** As given; then what all of these have done to the target; what may kill it last. */
export function inRunningOrder<R extends Requirement<never>>(requirements: readonly R[]): R[] {
  return requirements.toSorted((a, b) => turn(a) - turn(b));
}

/** Whether it comes after the rest, and once: it is judged by all that was done, or may kill the target. */
export function comesLast(requirement: Requirement<never>): boolean {
  return turn(requirement) > 0;
}

function turn({ destructive, check }: Requirement<never>): number {
  if (destructive === true) return 2;
  return check.kind === 'survival' || check.kind === 'aftermath' ? 1 : 0;
}
