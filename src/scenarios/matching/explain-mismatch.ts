import Table from 'cli-table3';
import { mismatches, type Comparison } from './comparison.js';

/** A script that was tried. */
export interface Candidate {
  /** Where it is, such as `builds[1]`. */
  readonly place: string;
  readonly name?: string | undefined;
  /** From `compareBuild` or `compareProgram`, with `usedUp` when that is so. */
  readonly comparisons: readonly Comparison[];
}

/**
 * Why no script matches a request (such as `build "ref1"`): the closest one, which is the first of those with the
 * fewest differences, beside the request, its first difference marked.
 */
export function explainMismatch(request: string, candidates: readonly Candidate[]): string {
  const [first, ...others] = candidates;
  if (first === undefined) return `no script matches ${request}; the scenario has none of that kind`;
  const closest = others.reduce((best, next) => (differences(next) < differences(best) ? next : best), first);
  const name = closest.name === undefined ? '' : ` ${JSON.stringify(closest.name)}`;
  const count = candidates.length === 1 ? 'the only script is' : `the closest of ${candidates.length} is`;
  return `no script matches ${request}; ${count} ${closest.place}${name}:\n${table(closest.comparisons)}`;
}

function differences({ comparisons }: Candidate): number {
  return mismatches(comparisons).length;
}

function table(comparisons: readonly Comparison[]): string {
  const lines = new Table({
    head: ['', 'expected', 'seen', ''],
    // biome-ignore format: the shape of the table
    chars: {
      top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '',
      'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '|',
    },
    style: { head: [], border: [], 'padding-left': 1, 'padding-right': 1 },
  });
  const first = comparisons.findIndex(({ matches }) => !matches);
  comparisons.forEach(({ path, expected, seen, matches }, i) => {
    lines.push([path, expected, seen, mark(matches, i === first)]);
  });
  return lines
    .toString()
    .split('\n')
    .map((text) => text.trimEnd().replace(/\s*\|$/, ''))
    .join('\n');
}

function mark(matches: boolean, first: boolean): string {
  if (matches) return '';
  return first ? '<== first difference' : '<== differs';
}
