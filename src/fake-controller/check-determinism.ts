import { FakeController } from './fake-controller.js';
import type { FakeControllerOptions } from './options.js';

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

  constructor(run: number, line: number, first: string | undefined, other: string | undefined) {
    super(
      `run ${run} differs from run 1 at line ${line} of the journal:\n  run 1: ${first ?? '(ended)'}\n  run ${run}: ${other ?? '(ended)'}`,
    );
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
 * @throws DeterminismError that shows the first line that differs, from both sides
 * @example await checkDeterminism((fake) => fake.client().build({ contextPath: '.' }), { seed: 7 })
 * @since 0.1.0
 */
export async function checkDeterminism(
  run: (fake: FakeController) => Promise<unknown>,
  { runs = 2, ...options }: CheckDeterminismOptions = {},
): Promise<string> {
  const first = await journalOf(run, options);
  for (let number = 2; number <= runs; number++) {
    const other = await journalOf(run, options);
    if (other !== first) throw firstDifference(number, first.split('\n'), other.split('\n'));
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

function firstDifference(run: number, first: readonly string[], other: readonly string[]): DeterminismError {
  const index = first.findIndex((line, at) => line !== other[at]);
  const at = index < 0 ? first.length : index;
  return new DeterminismError(run, at + 1, first[at], other[at]);
}
