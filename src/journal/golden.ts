import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Journal } from './journal.js';

/**
 * A journal is not what its golden file holds; `code` is `'NOT_GOLDEN'`. `actual` and `expected` are for diffs.
 *
 * @since 0.1.0
 */
export class GoldenError extends Error {
  /** Always `'NOT_GOLDEN'`, to tell it from other errors. */
  readonly code = 'NOT_GOLDEN';
  /** The journal's text. */
  readonly actual: string;
  /** The file's text; empty when there is no file. */
  readonly expected: string;
  /** Tells mocha to show a diff of {@link actual} and {@link expected}. */
  readonly showDiff = true;

  constructor(file: string, actual: string, expected: string | undefined) {
    super(
      expected === undefined
        ? `there is no file ${file} yet: run with UPDATE_GOLDEN=1 to write the journal there`
        : `${difference(file, linesOf(actual), linesOf(expected))}\nrun with UPDATE_GOLDEN=1 to rewrite the file`,
    );
    this.name = 'GoldenError';
    this.actual = actual;
    this.expected = expected ?? '';
  }
}

/**
 * Compares a journal's text with a file; `UPDATE_GOLDEN=1` in the environment writes it instead.
 * @throws GoldenError that shows the lines around the first that differs; also when there is no file yet
 * @example matchGolden(fake.journal, 'test/golden/failing-build.txt');
 * @since 0.1.0
 */
export function matchGolden(journal: Pick<Journal, 'toText'>, file: string): void {
  const actual = journal.toText();
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  const expected = readGolden(file);
  if (actual !== expected) throw new GoldenError(file, actual, expected);
}

/** Undefined when there is no file. */
function readGolden(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n');

/** How many lines are shown before and behind the first that differs. */
const around = 3;

function difference(file: string, actual: readonly string[], expected: readonly string[]): string {
  const at = actual.findIndex((line, index) => line !== expected[index]);
  const line = at < 0 ? actual.length : at;
  const before = actual.slice(Math.max(0, line - around), line).map((text) => `    ${text}`);
  const part = (mark: string, lines: readonly string[]): readonly string[] =>
    lines.length <= line ? [`  ${mark} (ended)`] : lines.slice(line, line + around).map((text) => `  ${mark} ${text}`);
  return [
    `the journal differs from ${file} at line ${line + 1} (- expected, + seen):`,
    ...before,
    ...part('-', expected),
    ...part('+', actual),
  ].join('\n');
}
