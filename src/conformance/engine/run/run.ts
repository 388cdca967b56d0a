import type { EarlyEnd, Report, RequirementReport } from '../report.js';
import { keepAlive } from '../../../time/keep-alive.js';
import { RealClock } from '../../../time/real-clock.js';
import type { RunOptions } from './options.js';
import { failsRun } from './fails-run.js';
import type { Requirement } from '../requirement.js';
import { comesLast } from '../selection/running-order.js';
import { Suite } from './suite.js';
import type { Service } from '../service.js';
import type { Subject } from '../subject.js';
import { withTimeout } from '../waiting.js';

/**
 * Holds a subject against the requirements of its service, one after another, the destructive ones last.
 *
 * @throws ConfigurationError when the options make no sense; whatever the subject does is in the report.
 */
export async function runService<S extends Subject, T>(
  service: Service<S, T>,
  subject: S,
  options: RunOptions<T> = {},
): Promise<Report> {
  return keepAlive(() => new Run(new Suite(service, subject, options), options).run());
}

/** So long an end waits for what was going on to be undone, in milliseconds. */
const lastMs = 1000;

class Run<S extends Subject, T> {
  readonly #suite: Suite<S, T>;
  readonly #options: RunOptions<T>;
  readonly #clock = new RealClock();
  readonly #until: number;
  /** Resolves when the run is to end before it is done. */
  #end: EarlyEnd | undefined;
  /** Hears of no interruption any more. */
  #leave = (): void => undefined;
  /** Told when it does. */
  #onEnd: () => void = () => {};
  #round = 0;

  constructor(suite: Suite<S, T>, options: RunOptions<T>) {
    const { budgetMs, maxTimeMs, replay, signal } = options;
    this.#suite = suite;
    this.#options = options;
    this.#until = budgetMs === undefined || replay !== undefined ? -Infinity : this.#clock.now + budgetMs;
    const end = (cause: EarlyEnd['cause'], reason: string): void => {
      this.#end ??= { cause, reason };
      this.#onEnd();
    };
    const interrupt = (): void => end('interrupted', 'it was interrupted');
    if (signal?.aborted === true) interrupt();
    signal?.addEventListener('abort', interrupt);
    this.#leave = () => signal?.removeEventListener('abort', interrupt);
    if (maxTimeMs === undefined) return;
    const text = `the ${maxTimeMs / 1000} s were over that it may take`;
    this.#clock.after(maxTimeMs, 'the run ends', () => end('time-up', text));
  }

  async run(): Promise<Report> {
    const { requirements } = this.#suite;
    this.#suite.onMisfit = (misfit) => this.#options.onMisfit?.(misfit);
    const isReady = await this.#untilEnded(this.#suite.preflight().then(() => true));
    const first = requirements.filter((requirement) => !comesLast(requirement));
    const last = requirements.filter(comesLast);
    if (isReady === true && (await this.#checkAll(first)) && (await this.#goOn(first))) await this.#checkAll(last);
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

  /** Checks requirements; false when the run ends early. */
  async #checkAll(requirements: readonly Requirement<T>[]): Promise<boolean> {
    for (const requirement of requirements) {
      if (!(await this.#step(requirement, () => this.#suite.check(requirement)))) return false;
    }
    return true;
  }

  /** Goes on in rounds of new input, until the budget is used up. */
  async #goOn(requirements: readonly Requirement<T>[]): Promise<boolean> {
    const suite = this.#suite;
    const mayGoOn = (): boolean => this.#clock.now < this.#until && !suite.hasEnded;
    while (mayGoOn() && requirements.some((requirement) => suite.isOpen(requirement))) {
      // It counts once something is done in it.
      const round = this.#round + 1;
      for (const requirement of requirements) {
        if (!mayGoOn()) break;
        if (!suite.isOpen(requirement)) continue;
        this.#round = round;
        if (!(await this.#step(requirement, () => suite.checkAgain(requirement, round)))) return false;
      }
    }
    return true;
  }

  async #step(requirement: Requirement<T>, check: () => Promise<RequirementReport>): Promise<boolean> {
    const tell = (finished?: RequirementReport): void => this.#tell(requirement, finished);
    this.#suite.onRun = tell;
    tell();
    const finished = await this.#untilEnded(check());
    this.#suite.onRun = () => {};
    if (finished === undefined) return false;
    tell(finished);
    return !this.#bails();
  }

  /** What comes of something that goes on; undefined when the run is ended first, and it is given up. */
  async #untilEnded<V>(doing: Promise<V>): Promise<V | undefined> {
    const outcome = await Promise.race([doing, this.#whenEnded()]);
    if (outcome === undefined) await this.#giveUp(doing);
    return outcome ?? undefined;
  }

  /** Whether there are enough violations, which then ends the run. */
  #bails(): boolean {
    const { bail, strict = false } = this.#options;
    if (bail === undefined) return false;
    const failing = this.#suite.report().requirements.filter((one) => failsRun(one, strict));
    if (failing.length < bail) return false;
    const noun = failing.length === 1 ? 'requirement is' : 'requirements are';
    this.#suite.endEarly({ cause: 'bail', reason: `${failing.length} ${noun} violated, after which it was to end` });
    return true;
  }

  /** A promise of its own for each step: one for all would keep what every step has hung on it, as long as the run. */
  #whenEnded(): Promise<void> {
    return new Promise((resolve) => {
      this.#onEnd = resolve;
      if (this.#end !== undefined) resolve();
    });
  }

  #tell(requirement: Requirement<T>, finished: RequirementReport | undefined): void {
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
