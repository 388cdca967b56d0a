import { textDifference } from '../journal/text-difference.js';
import { checkArgument, checkOptions } from '../options/check.js';
import { callback, whole } from '../options/rules.js';
import { FakeController } from './fake-controller.js';
import { type FakeControllerOptions, controllerOptionRules } from './options.js';

/**
 * Two runs that should have been the same were not; `code` is `'NOT_DETERMINISTIC'`.
 *
 * @since 0.1.0
 */
export class DeterminismError extends Error {
  /** Always `'NOT_DETERMINISTIC'`, to tell it from other errors. */
  readonly code = 'NOT_DETERMINISTIC';
  /** Number of the run that differs from the first, from 2. */
  readonly run: number;
  /** Line of the journals where they part, from 1. */
  readonly line: number;

  constructor(run: number, first: string, other: string) {
    const { line, text } = textDifference(first, other);
    super(`run ${run} differs from run 1, first at line ${line} of the journal (- run 1, + run ${run}):\n${text}`);
    this.name = 'DeterminismError';
    this.run = run;
    this.line = line;
  }
}

/**
 * How the fakes are started, and how often.
 *
 * @since 0.1.0
 */
export interface CheckDeterminismOptions extends FakeControllerOptions {
  /** How many runs are compared. Default 2. */
  readonly runs?: number;
}

/**
 * Runs something several times, each time on a fresh fake with the same options, and compares the journals.
 * @returns the journal's text
 * @throws DeterminismError that shows all lines that differ, from both sides; ArgumentError when the options are wrong
 * @example await checkDeterminism((fake) => fake.client().build({ contextPath: '.' }), { seed: 7 })
 * @since 0.1.0
 */
export async function checkDeterminism(
  run: (fake: FakeController) => Promise<unknown>,
  given: CheckDeterminismOptions = {},
): Promise<string> {
  checkArgument('checkDeterminism', 'run', run, callback);
  checkOptions('checkDeterminism', given, { ...controllerOptionRules, runs: whole(1) });
  const { runs = 2, ...options } = given;
  const first = await journalOf(run, options);
  for (let number = 2; number <= runs; number++) {
    const other = await journalOf(run, options);
    if (other !== first) throw new DeterminismError(number, first, other);
  }
  return first;
}

async function journalOf(
  run: (fake: FakeController) => Promise<unknown>,
  options: FakeControllerOptions,
): Promise<string> {
  await using fake = await FakeController.start(options);
  await run(fake);
  return fake.journal.toText();
}
