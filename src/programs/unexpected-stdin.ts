import type { Comparison } from '../scenarios/matching/comparison.js';
import { comparisonTable } from '../scenarios/matching/comparison-table.js';
import { show } from '../scenarios/matching/show.js';
import type { StdinMatch } from '../scenarios/model/program-script.js';

/** How many lines are shown before the first difference, and after it. */
const context = 2;

/** A program was sent something else than its script expects; the message shows both, side by side. */
export class UnexpectedStdin extends Error {
  constructor(place: string, match: StdinMatch, stdin: Uint8Array, ended: boolean) {
    super(`${place}: stdin is not what the script expects:\n${comparisonTable(compareStdin(match, stdin, ended))}`);
    this.name = 'UnexpectedStdin';
  }
}

function compareStdin(match: StdinMatch, stdin: Uint8Array, ended: boolean): readonly Comparison[] {
  const end = ended ? '(end of stdin)' : '(nothing yet)';
  if (typeof match === 'object' && 'pattern' in match) {
    return [{ path: '', expected: show(match), seen: stdin.length === 0 ? end : shown(stdin), matches: false }];
  }
  const isText = typeof match === 'string' && isUtf8(stdin);
  const expected = typeof match === 'string' ? Buffer.from(match, 'utf8') : Buffer.from(match.base64, 'base64');
  const [wanted, seen] = isText ? [linesOf(expected), linesOf(stdin)] : [[hex(expected)], [hex(stdin)]];
  const first = wanted.findIndex((line, i) => line !== seen[i]);
  const from = Math.max(0, first - context);
  return Array.from({ length: Math.min(wanted.length, first + context + 1) - from }, (_, i) => from + i).map((i) => ({
    path: isText ? `line ${i + 1}` : 'bytes',
    expected: wanted[i] ?? '(none)',
    seen: seen[i] ?? end,
    matches: wanted[i] === seen[i],
  }));
}

function shown(bytes: Uint8Array): string {
  return isUtf8(bytes) ? show(Buffer.from(bytes).toString('utf8')) : hex(bytes);
}

function linesOf(bytes: Uint8Array): readonly string[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split(/(?<=\n)/)
    .map(show);
}

function hex(bytes: Uint8Array): string {
  const digits = Buffer.from(bytes.subarray(0, 40)).toString('hex');
  return bytes.length > 40 ? `${digits}… (${bytes.length} bytes)` : digits;
}

function isUtf8(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString('utf8')).equals(bytes);
}
