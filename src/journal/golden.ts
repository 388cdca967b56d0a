import { checkArgument } from '../options/check.js';
import { rule, text } from '../options/rules.js';
import { isObject } from '../protocol/is-object.js';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Journal } from './journal.js';
import { textDifference } from './text-difference.js';

/** How much of a text that has no golden file yet is shown. */
const mostLines = 20;

/**
 * A text is not what its golden file holds, or there is no such file yet; `code` is `'NOT_GOLDEN'`. `actual` and
 * `expected` are for diffs.
 *
 * @since 0.1.0
 */
export class GoldenError extends Error {
  /** Always `'NOT_GOLDEN'`, to tell it from other errors. */
  readonly code = 'NOT_GOLDEN';
  /** The text, such as a journal's. */
  readonly actual: string;
  /** The file's text; empty when there is no file. */
  readonly expected: string;
  /** Whether a runner is to show a diff of its own: never, since the message has one. */
  readonly showDiff = false;

  constructor(file: string, actual: string, expected: string | undefined) {
    super(expected === undefined ? noFile(file, actual) : difference(file, actual, expected));
    this.name = 'GoldenError';
    this.actual = actual;
    this.expected = expected ?? '';
  }
}

const goldenRule = rule(
  'fake.journal, or a text',
  (value) => typeof value === 'string' || (isObject(value) && typeof value['toText'] === 'function'),
);

/**
 * Compares a journal, or any other text, with a file; `UPDATE_GOLDEN=1` in the environment writes it instead.
 * @throws GoldenError with all differences; also when there is no file yet, with what would be in it; ArgumentError
 * @example matchGolden(fake.journal, 'test/golden/failing-build.txt');
 * @since 0.1.0
 */
export function matchGolden(seen: Pick<Journal, 'toText'> | string, file: string): void {
  checkArgument('matchGolden', 'journal', seen, goldenRule);
  checkArgument('matchGolden', 'file', file, text);
  const actual = typeof seen === 'string' ? seen : seen.toText();
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

function noFile(file: string, actual: string): string {
  const lines = actual.trimEnd().split('\n');
  const rest = lines.length > mostLines ? [`… ${lines.length - mostLines} more lines`] : [];
  return [
    `there is no file ${file} yet: run with UPDATE_GOLDEN=1 to write there what was seen:`,
    ...[...lines.slice(0, mostLines), ...rest].map((line) => `  ${line}`),
  ].join('\n');
}

function difference(file: string, actual: string, expected: string): string {
  const { line, text } = textDifference(expected, actual);
  return [
    `what was seen differs from ${file}, first at line ${line} (- expected, + seen):`,
    text,
    'run with UPDATE_GOLDEN=1 to rewrite the file',
  ].join('\n');
}
