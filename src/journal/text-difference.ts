import type * as Diff from 'diff';
import { requirePackage } from '../package/installed.js';

/** Lines that are the same and stand around those that differ. */
const context = 3;
/** A difference of more lines is cut: who wants all of them has both texts. */
const mostLines = 60;

/** Where two texts differ. */
export interface TextDifference {
  /** Number of the first line that differs, from 1. */
  readonly line: number;
  /** All lines that differ, with some around them, as `diff -u` shows them without its head. */
  readonly text: string;
}

/** Compares two texts that differ, line by line; `-` marks what is only in the first. */
export function textDifference(expected: string, actual: string): TextDifference {
  // Loaded with the first difference, because most runs have none.
  const { structuredPatch } = requirePackage('diff') as typeof Diff;
  const { hunks } = structuredPatch('', '', expected, actual, '', '', { context });
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: inHunk }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...inHunk,
  ]);
  const shown =
    lines.length > mostLines ? [...lines.slice(0, mostLines), `… ${lines.length - mostLines} more lines`] : lines;
  return { line: firstOf(expected.split('\n'), actual.split('\n')), text: shown.join('\n') };
}

function firstOf(expected: readonly string[], actual: readonly string[]): number {
  const at = actual.findIndex((line, index) => line !== expected[index]);
  return (at < 0 ? actual.length : at) + 1;
}
