import type { EarlyEnd, Report, RequirementReport } from '../report.js';
import { keepAlive } from '../../../time/keep-alive.js';
import { RealClock } from '../../../time/real-clock.js';
import type { ConformanceOptions } from './conformance-options.js';
import type { Requirement } from '../requirement.js';
import { comesLast } from '../selection/running-order.js';
import { Suite } from './suite.js';
import type { Tally } from './tally.js';
import type { Target } from '../target.js';
import { withTimeout } from '../../trial/waiting.js';

export interface RunOptions extends ConformanceOptions {
  /**
   * Goes on with new input for this long, in milliseconds: round after round, over all properties that have held so far.
   * Everything is checked at least once, however little it is. One round by default.
   */
  readonly budgetMs?: number;
  /**
   * Ends the run after this long, in milliseconds, with a report of what was checked until then, whatever is going on; what
   * was not checked makes `exitCodeOf` 4, where nothing else does more. Unbounded by default.
   */
  readonly maxTimeMs?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run with a report of what was checked until then. */
  readonly signal?: AbortSignal;
}

/** Told before each requirement, after each execution of its check (both with `finished` undefined), and at its end. */
export interface Progress {
  readonly requirement: Requirement;
  /** Counts from 0. */
  readonly index: number;
  readonly total: number;
  /** Counts from 0; more than that only with a budget. */
  readonly round: number;
  readonly tally: Tally;
  /** What is left of the budget, in milliseconds. */
  readonly leftMs?: number;
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
 */
export async function runConformance(target: Target, options: RunOptions = {}): Promise<Report> {
  return keepAlive(() => new Run(new Suite(target, options), options).run());
}

/** So long an end waits for what was going on to be undone, in milliseconds. */
const lastMs = 1000;

class Run {
  readonly #suite: Suite;
  readonly #options: RunOptions;
  readonly #clock = new RealClock();
  readonly #until: number;
  /** Why it ends before it is done. */
  readonly #ended: Promise<void>;
  #end: EarlyEnd | undefined;
  /** Hears of no interruption any more. */
  #leave = (): void => undefined;
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
      signal?.addEventListener('abort', interrupt);
      this.#leave = () => signal?.removeEventListener('abort', interrupt);
      if (maxTimeMs === undefined) return;
      const text = `the ${maxTimeMs / 1000} s were over that it may take`;
      this.#clock.after(maxTimeMs, 'the run ends', () => end('time-up', text));
    });
  }

  async run(): Promise<Report> {
    const { requirements } = this.#suite;
    const first = requirements.filter((requirement) => !comesLast(requirement));
    const last = requirements.filter(comesLast);
    if ((await this.#checkAll(first)) && (await this.#goOn(first))) await this.#checkAll(last);
    this.#leave();
    this.#clock.stop();
    const report = this.#suite.report();
    return this.#options.budgetMs === undefined ? report : { ...report, rounds: this.#round + 1 };
  }

  /** What is going on has the time to undo what it did. */
  async #giveUp(checking: Promise<unknown>): Promise<void> {
    if (this.#end !== undefined) this.#suite.endEarly(this.#end);
    await withTimeout(
      this.#clock,
      lastMs,
      checking.catch(() => undefined),
    );
  }

  /** False when the run ends early. */
  async #checkAll(requirements: readonly Requirement[]): Promise<boolean> {
    for (const requirement of requirements) {
      if (!(await this.#step(requirement, () => this.#suite.check(requirement)))) return false;
    }
    return true;
  }

  /** Rounds of new input, until the budget is used up. */
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
    const checking = check();
    const finished = await Promise.race([checking, this.#ended]);
    if (finished === undefined) {
      this.#suite.onRun = () => {};
      await this.#giveUp(checking);
      return false;
    }
    this.#suite.onRun = () => {};
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
