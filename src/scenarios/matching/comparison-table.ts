import type CliTable from 'cli-table3';
import type { Comparison } from './comparison.js';
import { requirePackage } from '../../package/installed.js';

/** The library is loaded with the first table, because most tests never show one. */

/** A table of what was expected beside what was seen, with the first difference marked. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const Table = requirePackage('cli-table3') as typeof CliTable;
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
