import { unambiguous } from '../words/unambiguous.js';
import { ConfigurationError } from './engine/configuration-error.js';
import type { ConformanceOptions } from './run-conformance.js';
import { inRunningOrder } from './engine/selection/running-order.js';
import { diagramLines } from './counterexample/counterexample-text.js';
import type { Counterexample, Report, RequirementReport } from './engine/report.js';
import { rerunsText } from './counterexample/reruns-text.js';
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
   * Called with the report when everything is done, to write it, or to write its counterexamples
   * (`writeCounterexamples`).
   */
  readonly onReport?: (report: Report) => void | Promise<void>;
}

/**
 * Defines a mocha suite with one test for each requirement, titled `BUILD-003 A Build …`. A test is pending when the
 * requirement is skipped, is about another revision, or, without `strict`, is a violated SHOULD or a race. Nothing is retried, and
 * mocha's timeout is off: the suite has its own.
 *
 * ```ts
 * describeConformance(() => addressTarget('unix:///run/controller.sock'), { strict: true });
 * ```
 *
 * @param open - Makes the target, before the first test; it is closed after the last.
 * @since 0.1.0
 */
export function describeConformance(open: () => Promise<Target>, options: DescribeOptions = {}): void {
  const all = options.requirements ?? allRequirements;
  describe(options.title ?? 'conformance', function () {
    this.timeout(0);
    this.retries(0);
    let target: Target | undefined;
    let suite: Suite<Target, Trial> | undefined;
    before(async () => {
      target = await open();
      suite = new Suite(controller, target, options);
      await suite.preflight();
    });
    after(async () => {
      if (suite !== undefined) await options.onReport?.(suite.report());
      await target?.close();
    });
    for (const requirement of inRunningOrder(all)) {
      it(`${requirement.id} ${requirement.title}`, async function () {
        if (suite === undefined) throw new ConfigurationError('the target was not opened');
        if (!suite.requirements.includes(requirement)) this.skip();
        const report = await suite.check(requirement);
        if (isPending(report, options.strict ?? false)) this.skip();
        if (isFailure(report)) throw new RequirementError(requirement, report);
      });
    }
  });
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
