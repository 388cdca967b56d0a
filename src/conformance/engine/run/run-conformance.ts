import type { EarlyEnd, Report, RequirementReport } from '../report.js';
import { keepAlive } from '../../../time/keep-alive.js';
import { RealClock } from '../../../time/real-clock.js';
import type { ConformanceOptions } from './conformance-options.js';
import type { Requirement } from '../requirement.js';
import { comesLast } from '../selection/running-order.js';
import { Suite } from './suite.js';
import type { Tally } from './tally.js';
import type { Target } from '../target.js';
import { wholeNumber } from '../whole-number.js';

/**
 * How {@link runConformance} runs, and whom it tells.
 *
 * @since 0.1.0
 */
export interface RunOptions extends ConformanceOptions {
  /**
   * How long the run goes on with new input, in milliseconds: round after round, over all properties that have held so
   * far. Everything is checked at least once, however short this is. Default: one round.
   */
  readonly budgetMs?: number;
  /**
   * How long the run may take, in milliseconds. It then ends, whatever is going on, with a report of what was checked
   * until then; `exitCodeOf` gives 4 for what was not, unless another code comes first. Default: unbounded.
   */
  readonly maxTimeMs?: number;
  /** Told how far the run is. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run when it is aborted, with a report of what was checked until then. */
  readonly signal?: AbortSignal;
}

/**
 * How far a run is: told before each requirement and after each execution of its check (both without `finished`), and
 * when the requirement has its report.
 *
 * @since 0.1.0
 */
export interface Progress {
  /** The requirement that is being checked. */
  readonly requirement: Requirement;
  /** Its place among those of the run, from 0. */
  readonly index: number;
  /** How many requirements the run has. */
  readonly total: number;
  /** The round of generated input, from 0; more than 0 only with a budget. */
  readonly round: number;
  /** What the run has come to so far. */
  readonly tally: Tally;
  /** What is left of the budget, in milliseconds; absent without one. */
  readonly leftMs?: number;
  /** The requirement's report, once there is one. */
  readonly finished?: RequirementReport;
}

/**
 * Holds a target against the requirements, one after another, the destructive ones last.
 *
 * ```ts
 * const report = await runConformance(target, { only: ['BUILD-003'] });
 * process.exitCode = exitCodeOf(report);
 * ```
 *
 * @throws ConfigurationError when the options make no sense; whatever the target does is in the report.
 * @since 0.1.0
 */
export async function runConformance(target: Target, options: RunOptions = {}): Promise<Report> {
  if (options.budgetMs !== undefined) wholeNumber('budgetMs', options.budgetMs, 1);
  if (options.maxTimeMs !== undefined) wholeNumber('maxTimeMs', options.maxTimeMs, 1);
  return keepAlive(() => new Run(new Suite(target, options), options).run());
}

class Run {
  readonly #suite: Suite;
  readonly #options: RunOptions;
  readonly #clock = new RealClock();
  readonly #until: number;
  /** Resolves when the run is to end before it is done. */
  readonly #ended: Promise<void>;
  #end: EarlyEnd | undefined;
  #round = 0;

  constructor(suite: Suite, options: RunOptions) {
    const { budgetMs, maxTimeMs, replay, signal } = options;
    this.#suite = suite;
    this.#options = options;
    this.#until = budgetMs === undefined || replay !== undefined ? -Infinity : this.#clock.now + budgetMs;
    this.#ended = new Promise((resolve) => {
      const end = (cause: EarlyEnd['cause'], reason: string): void => {
        this.#end ??= { cause, reason };
        resolve();
      };
      const interrupt = (): void => end('interrupted', 'it was interrupted');
      if (signal?.aborted === true) interrupt();
      signal?.addEventListener('abort', interrupt, { once: true });
      if (maxTimeMs === undefined) return;
      const text = `the ${maxTimeMs / 1000} s were over that it may take`;
      this.#clock.after(maxTimeMs, 'the run ends', () => end('time-up', text));
    });
  }

  async run(): Promise<Report> {
    const { requirements } = this.#suite;
    const first = requirements.filter((requirement) => !comesLast(requirement));
    const last = requirements.filter(comesLast);
    const wentOn = (await this.#checkAll(first)) && (await this.#goOn(first)) && (await this.#checkAll(last));
    if (!wentOn && this.#end !== undefined) this.#suite.endEarly(this.#end);
    this.#clock.stop();
    const report = this.#suite.report();
    return this.#options.budgetMs === undefined ? report : { ...report, rounds: this.#round + 1 };
  }

  /** Checks requirements; false when the run ends early. */
  async #checkAll(requirements: readonly Requirement[]): Promise<boolean> {
    for (const requirement of requirements) {
      if (!(await this.#step(requirement, () => this.#suite.check(requirement)))) return false;
    }
    return true;
  }

  /** Goes on in rounds of new input, until the budget is used up. */
  async #goOn(requirements: readonly Requirement[]): Promise<boolean> {
    const suite = this.#suite;
    const mayGoOn = (): boolean => this.#clock.now < this.#until && !suite.hasEnded;
    while (mayGoOn() && requirements.some((requirement) => suite.isOpen(requirement))) {
      this.#round += 1;
      for (const requirement of requirements) {
        if (!mayGoOn()) break;
        if (!suite.isOpen(requirement)) continue;
        if (!(await this.#step(requirement, () => suite.checkAgain(requirement, this.#round)))) return false;
      }
    }
    return true;
  }

  async #step(requirement: Requirement, check: () => Promise<RequirementReport>): Promise<boolean> {
    const tell = (finished?: RequirementReport): void => this.#tell(requirement, finished);
    this.#suite.onRun = tell;
    tell();
    const finished = await Promise.race([check(), this.#ended]);
    // The check that was begun goes on for a while, but nothing of it is told.
    this.#suite.onRun = () => {};
    if (finished === undefined) return false;
    tell(finished);
    return true;
  }

  #tell(requirement: Requirement, finished: RequirementReport | undefined): void {
    const { requirements, tally } = this.#suite;
    this.#options.onProgress?.({
      requirement,
      index: requirements.indexOf(requirement),
      total: requirements.length,
      round: this.#round,
      tally,
      ...(Number.isFinite(this.#until) ? { leftMs: Math.max(0, this.#until - this.#clock.now) } : {}),
      ...(finished === undefined ? {} : { finished }),
    });
  }
}
