import { unambiguous } from '../words/unambiguous.js';
import { ConfigurationError } from './engine/configuration-error.js';
import type { ConformanceOptions } from './run-conformance.js';
import { inRunningOrder } from './engine/selection/running-order.js';
import { diagnosed } from './diagnosis/diagnosed.js';
import { diagramLines } from './counterexample/counterexample-text.js';
import type { Counterexample, Report, RequirementReport } from './engine/report.js';
import { rerunsText } from './counterexample/reruns-text.js';
import type { Misfit } from './engine/probe.js';
import { misfitLines } from './report/misfit-lines.js';
import { globalRunner, SuiteDefinition, type TestRunner } from './runner.js';
import type { Requirement } from './trial/requirement.js';
import { requirements as allRequirements } from './requirements/index.js';
import { Suite } from './engine/run/suite.js';
import { controller } from './controller.js';
import type { Trial } from './trial/trial.js';
import type { Target } from './trial/target.js';

/**
 * How {@link describeConformance} runs, and what it is called.
 *
 * @since 0.1.0
 */
export interface DescribeOptions extends ConformanceOptions {
  /** Title of the suite. Default `conformance`. */
  readonly title?: string;
  /**
   * The functions of the test runner, such as all of `vitest` or `node:test`. Default: the global ones, which mocha and jest
   * have.
   */
  readonly runner?: TestRunner;
  /**
   * Called with the report when everything is done, to write it, or to write its counterexamples
   * (`writeCounterexamples`).
   */
  readonly onReport?: (report: Report) => void | Promise<void>;
}

/**
 * Defines a suite with one test for each requirement, titled `BUILD-003 A Build …`, with mocha, vitest, jest or node:test.
 * A test is skipped when the requirement is skipped, is about another revision, or, without `strict`, is a violated SHOULD or
 * a race; jest cannot skip a test that has begun, so it passes there. Nothing is retried, and the runner's timeout is off:
 * the suite has its own. One more test, the first, fails where fixtures do not do what they must.
 *
 * ```ts
 * describeConformance(() => addressTarget('unix:///run/controller.sock'), { strict: true }); // mocha, jest
 *
 * import * as runner from 'vitest'; // or 'node:test'
 * describeConformance(() => addressTarget('unix:///run/controller.sock'), { runner });
 * ```
 *
 * @param open - Makes the target, before the first test; it is closed after the last.
 * @since 0.1.0
 */
export function describeConformance(open: () => Promise<Target>, options: DescribeOptions = {}): void {
  const { runner = globalRunner(), title = 'conformance' } = options;
  const all = options.requirements ?? allRequirements;
  const definition = new SuiteDefinition(runner);
  definition.describe(title, () => {
    let target: Target | undefined;
    let suite: Suite<Target, Trial> | undefined;
    const opened = (): Suite<Target, Trial> => {
      if (suite === undefined) throw new ConfigurationError('the target was not opened');
      return suite;
    };
    definition.before(async () => {
      target = await open();
      suite = new Suite(controller, target, options);
    });
    definition.after(async () => {
      if (suite !== undefined) await options.onReport?.(diagnosed(suite.report()));
      await target?.close();
    });
    definition.it('the fixtures do what they must', async () => {
      await opened().preflight();
      const { misfits } = opened().report();
      if (misfits !== undefined) throw new FixturesError(misfits);
    });
    for (const requirement of inRunningOrder(all)) {
      definition.it(`${requirement.id} ${requirement.title}`, async (skip) => {
        if (!opened().requirements.includes(requirement)) return skip();
        const report = await opened().check(requirement);
        if (isPending(report, options.strict ?? false)) return skip();
        if (isFailure(report)) throw new RequirementError(requirement, report);
      });
    }
  });
}

/** Fixtures that do not do what they must: its message has a line for each. */
class FixturesError extends Error {
  readonly code = 'FIXTURES';
  /** What does not do what it must. */
  readonly misfits: readonly Misfit[];

  constructor(misfits: readonly Misfit[]) {
    super(misfitLines(misfits).join('\n'));
    this.name = 'FixturesError';
    this.misfits = misfits;
    this.stack = `${this.name}: ${this.message}`;
  }
}

function isPending({ verdict, level }: RequirementReport, strict: boolean): boolean {
  if (verdict === 'race') return !strict;
  return verdict === 'skipped' || (verdict === 'violated' && level !== 'MUST' && !strict);
}

function isFailure({ verdict }: RequirementReport): boolean {
  return ['violated', 'race', 'stale', 'not-exercised', 'error'].includes(verdict);
}

/** How much of a counterexample is in the message of a test. */
const limits = { steps: 100, lines: 100 };

/** A test that failed: its message is the violation, its source, its steps and diagram, and what shows it again. */
class RequirementError extends Error {
  readonly code = 'REQUIREMENT';

  /** The counterexample; undefined when nothing was violated. */
  readonly counterexample: Counterexample | undefined;

  constructor(
    { id, source }: Pick<Requirement, 'id' | 'source'>,
    { verdict, reason, counterexample }: RequirementReport,
  ) {
    const lines = [
      `${id} ${verdict}: ${reason}`,
      `source: ${source}`,
      ...(counterexample === undefined ? [] : linesOf(id, counterexample)),
    ];
    super(unambiguous(lines.join('\n')));
    this.name = 'RequirementError';
    this.counterexample = counterexample;
    // Without the stack, because where it was thrown says nothing.
    this.stack = `${this.name}: ${this.message}`;
  }
}

function linesOf(id: string, counterexample: Counterexample): readonly string[] {
  const { seed, path, value, steps, reruns, schedule } = counterexample;
  const shown = steps.slice(0, limits.steps).map((step, index) => `${index + 1}. ${step}`);
  return [
    ...(value === null ? [] : [`input: ${value}`]),
    ...(reruns === undefined ? [] : [`run again: ${rerunsText(reruns, schedule)}`]),
    `replay: describeConformance(…, { replay: [${JSON.stringify({ id, seed, path })}] })`,
    ...shown,
    ...(steps.length > shown.length ? [`… ${steps.length - shown.length} more`] : []),
    ...diagramLines(counterexample, limits),
  ];
}
