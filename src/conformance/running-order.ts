import type { Requirement } from './requirement.js';

/** As given; then what all of these have done to the target; what may kill it last. */
export function inRunningOrder(requirements: readonly Requirement[]): Requirement[] {
  return requirements.toSorted((a, b) => turn(a) - turn(b));
}

function turn({ destructive, check }: Requirement): number {
  if (destructive === true) return 2;
  return check.kind === 'survival' || check.kind === 'aftermath' ? 1 : 0;
}
