import { mismatches, type Comparison } from './comparison.js';
import { comparisonTable } from './comparison-table.js';

/** A script that did not match. */
export interface Candidate {
  /** Where it is, such as `builds[1]`. */
  readonly place: string;
  readonly name?: string | undefined;
  /** What `compareBuild` or `compareProgram` gave, and `usedUp` where the script is used up. */
  readonly comparisons: readonly Comparison[];
}

/**
 * Explains why no script matches a request (such as `build "ref1"`): shows the closest script beside the request, with
 * the first difference marked. The closest is the first of those with the fewest differences.
 */
export function explainMismatch(request: string, candidates: readonly Candidate[]): string {
  const [first, ...others] = candidates;
  if (first === undefined) return `no script matches ${request}; the scenario has none of that kind`;
  const closest = others.reduce((best, next) => (differences(next) < differences(best) ? next : best), first);
  const name = closest.name === undefined ? '' : ` ${JSON.stringify(closest.name)}`;
  const count = candidates.length === 1 ? 'the only script is' : `the closest of ${candidates.length} is`;
  return `no script matches ${request}; ${count} ${closest.place}${name}:\n${comparisonTable(closest.comparisons)}`;
}

function differences({ comparisons }: Candidate): number {
  return mismatches(comparisons).length;
}
