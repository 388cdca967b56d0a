import type { Timekeeper } from '../../../time/clock.js';
import { isoTime } from '../../../time/iso-time.js';
import { RealClock } from '../../../time/real-clock.js';
import { assertRunOptions } from '../../assert-run-options.js';
import { missingCapability } from '../selection/capability.js';
import { replayed, settingsOf, type ConformanceOptions } from './conformance-options.js';
import { examine, type ExaminationSettings, type Examination } from './examination.js';
import { Flakiness } from '../../flakiness.js';
import { HangingCalls } from './hanging-calls.js';
import { judge, type Judgement } from './judgement.js';
import type { KnownFailure } from './known-failing.js';
import { Leaks } from '../../trial/leaks.js';
import { patientPulse, pulse } from '../../trial/pulse.js';
import type { Counterexample, EarlyEnd, Report, ReportShard, RequirementReport } from '../report.js';
import type { Check, Requirement } from '../requirement.js';
import { requirements as allRequirements } from '../../requirements/index.js';
import { revisionDoubt } from '../../trial/revision-doubt.js';
import { roundSeed } from './round-seed.js';
import { assertKnown, select, selectAll } from '../selection/selection.js';
import { summaryOf } from './summary.js';
import { TallyKeeper, type Tally } from './tally.js';
import type { Target } from '../target.js';

/** What is said of a requirement, and the examination behind it. */
interface Judged {
  readonly judgement: Judgement;
  readonly examination?: Examination;
}

interface Checked {
  readonly report: RequirementReport;
  readonly examination?: Examination;
}

/** A run of the suite against one target, a requirement at a time. */
export class Suite {
  /** In the order in which they are to be checked. */
  readonly requirements: readonly Requirement[];
  readonly #target: Target;
  readonly #options: ConformanceOptions;
  readonly #clock: Timekeeper = new RealClock();
  readonly #settings: Omit<ExaminationSettings, 'path'>;
  readonly #hangingCalls: HangingCalls;
  readonly #flakiness: Flakiness;
  readonly #leaks: Leaks;
  readonly #startedAt: number;
  readonly #shard: ReportShard | undefined;
  readonly #tally: TallyKeeper;
  readonly #checked = new Map<string, Checked>();
  readonly #over = new AbortController();
  #endedEarly: EarlyEnd | undefined;
  /** The first death in a check that was not meant to kill the target. */
  #death: Counterexample | undefined;
  /** Called after each execution of a check. */
  onRun: () => void = () => {};

  /** @throws ConfigurationError */
  constructor(target: Target, options: ConformanceOptions = {}) {
    assertRunOptions(options);
    const all = options.requirements ?? allRequirements;
    const replayed = options.replay?.map((replay) => replay.id);
    const selection = replayed === undefined ? options : { ...options, only: replayed };
    this.requirements = select(all, target.revision, selection);
    if (options.shard !== undefined) {
      this.#shard = { ...options.shard, selected: selectAll(all, target.revision, selection).map(({ id }) => id) };
    }
    for (const { id } of options.knownFailing ?? []) assertKnown(id, all);
    this.#target = target;
    this.#options = options;
    const settings = settingsOf(target, options);
    this.#hangingCalls = new HangingCalls(settings.timeoutMs);
    this.#flakiness = new Flakiness(target.refusals);
    this.#settings = {
      ...settings,
      over: this.#over.signal,
      flakiness: this.#flakiness,
      hangingCalls: this.#hangingCalls,
      clock: this.#clock,
      onRun: (messages) => {
        this.#tally.addRun(messages);
        this.onRun();
      },
    };
    this.#tally = new TallyKeeper(this.#clock);
    this.#leaks = new Leaks(this.#settings);
    this.#startedAt = this.#clock.now;
  }

  /** Checks one of {@link requirements}; never rejects for what the target does. */
  async check(requirement: Requirement): Promise<RequirementReport> {
    const since = this.#clock.now;
    return this.#keep(requirement, await this.#judge(requirement), since);
  }

  /** Whether other input may still tell more of a requirement that was checked. */
  isOpen({ id, check, destructive }: Requirement): boolean {
    const { examination } = this.#checked.get(id) ?? {};
    return check.kind === 'property' && destructive !== true && examination?.finding.kind === 'held';
  }

  /** Checks one that {@link isOpen} with the input of another round (1, 2, …): what all rounds come to is reported. */
  async checkAgain(requirement: Requirement, round: number): Promise<RequirementReport> {
    const since = this.#clock.now;
    const before = this.#checked.get(requirement.id)?.examination ?? { runs: 0, exercised: 0 };
    const known = this.#knownFailure(requirement);
    const seed = roundSeed(this.#settings.seed, round);
    const latest = await this.#examine(requirement, { ...this.#settings, reruns: this.#rerunsOf(requirement), seed });
    const runs = before.runs + latest.runs;
    const examination = { ...latest, runs, exercised: before.exercised + latest.exercised };
    const judgement = judge(requirement, examination, requirement.minimum ?? 1, known);
    return this.#keep(requirement, { judgement, examination }, since);
  }

  #keep(
    { id, title, level, source }: Requirement,
    { judgement, examination }: Judged,
    since: number,
  ): RequirementReport {
    const { runs, exercised } = examination ?? { runs: 0, exercised: 0 };
    const before = this.#checked.get(id)?.report.durationMs ?? 0;
    const durationMs = before + Math.max(0, this.#clock.now - since);
    const report = { id, title, level, source, ...judgement, runs, exercised, durationMs };
    // What was given up comes to nothing.
    if (!this.#over.signal.aborted)
      this.#checked.set(id, { report, ...(examination === undefined ? {} : { examination }) });
    return report;
  }

  async #judge(requirement: Requirement): Promise<Judged> {
    const unchecked = this.#whyNot(requirement);
    if (unchecked !== undefined) return { judgement: unchecked };
    const replay = this.#options.replay?.find((one) => one.id === requirement.id);
    const again = replay === undefined ? {} : replayed(requirement, replay);
    const reruns = this.#rerunsOf(requirement);
    const examination = await this.#examine(requirement, { ...this.#settings, reruns, ...again });
    const minimum = replay === undefined ? (requirement.minimum ?? 1) : 1;
    return { judgement: judge(requirement, examination, minimum, this.#knownFailure(requirement)), examination };
  }

  /** What is said of a requirement that cannot be checked. */
  #whyNot({ id, destructive, needs = [] }: Requirement): Judgement | undefined {
    if (this.#options.skip?.includes(id)) return { verdict: 'skipped', reason: 'left out on request' };
    const lacking = missingCapability(this.#target, destructive === true ? ['restart', ...needs] : needs);
    if (lacking !== undefined) return { verdict: 'skipped', reason: `the target lacks ${lacking}` };
    if (this.#endedEarly === undefined) return undefined;
    return { verdict: 'error', reason: `not checked: ${this.#endedEarly.reason}` };
  }

  #knownFailure({ id }: Requirement): KnownFailure | undefined {
    return this.#options.knownFailing?.find((one) => one.id === id);
  }

  /** Nobody asks whether what is known, or never judged, is a race. */
  #rerunsOf(requirement: Requirement): number {
    const matters = this.#knownFailure(requirement) === undefined && requirement.level !== 'OBSERVED';
    return matters ? this.#settings.reruns : 0;
  }

  async #examine(requirement: Requirement, settings: ExaminationSettings): Promise<Examination> {
    const { check, id } = requirement;
    const leaks = this.#isStillToJudge('aftermath') ? { leaks: this.#leaks.of(id, settings.seed) } : {};
    const first = await examine(requirement, { ...settings, ...leaks });
    const before = this.#beforehand(check);
    if (first.outage !== undefined && this.#isStillToJudge('survival')) {
      const { text: flaky } = this.#flakiness;
      const what = `the target goes on answering while ${id} is checked`;
      this.#death ??= { ...first.outage, what, ...(flaky === undefined ? {} : { flaky }) };
    }
    if (before !== undefined && first.finding.kind !== 'lost') {
      return { ...first, finding: { kind: 'violated', counterexample: before } };
    }
    if (first.finding.kind !== 'lost') return first;
    await this.#revive(first.finding.reason);
    if (this.#endedEarly !== undefined || requirement.destructive === true || !this.#isStillToJudge('survival'))
      return first;
    this.#death ??= { ...first.finding.counterexample, what: `the target goes on answering while ${id} is checked` };
    const second = await examine(requirement, settings);
    if (second.finding.kind === 'lost') await this.#revive(second.finding.reason);
    return second;
  }

  /** What violates a check that is judged by all that were done by now. */
  #beforehand(check: Check): Counterexample | undefined {
    switch (check.kind) {
      case 'survival':
        return this.#death;
      case 'aftermath':
        return this.#leaks.found(check.of);
      case 'example':
      case 'property':
        return undefined;
    }
  }

  /** Whether a check of this kind is still to come in this run, or is going on: if not, what it judges is not looked for. */
  #isStillToJudge(kind: Check['kind']): boolean {
    return this.requirements.some(
      ({ id, check }) => check.kind === kind && !this.#checked.has(id) && this.#options.skip?.includes(id) !== true,
    );
  }

  /** Restarts a target that died, so that the other requirements can be checked. */
  async #revive(reason: string): Promise<void> {
    if (this.#over.signal.aborted) return;
    const { target, clock, timeoutMs, over } = this.#settings;
    try {
      await target.restart?.();
      // Otherwise it has been asked for long.
      const { death } =
        target.restart === undefined
          ? { death: await pulse(target, clock, timeoutMs, over) }
          : await patientPulse(target, clock, timeoutMs, over);
      if (death !== undefined) this.#endedEarly = { cause: 'target-lost', reason };
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      this.#endedEarly = { cause: 'target-lost', reason: `${reason}; restarting it failed: ${failure}` };
    }
  }

  /** What is not checked by now never is, and what is going on is given up. */
  endEarly(end: EarlyEnd): void {
    this.#endedEarly ??= end;
    this.#over.abort();
  }

  /** Whether the target is gone for good, or nobody wants to know more. */
  get hasEnded(): boolean {
    return this.#endedEarly !== undefined;
  }

  get tally(): Tally {
    return { ...this.#tally.tally, violated: this.#reports.filter(({ verdict }) => verdict === 'violated').length };
  }

  get #reports(): RequirementReport[] {
    return [...this.#checked.values()].map(({ report }) => report);
  }

  /** What is known so far. */
  report(): Report {
    const { kind, address, info, revision, quirks } = this.#target;
    const reports = this.#reports;
    const doubt = revisionDoubt(revision, info);
    const hanging = this.#hangingCalls.text;
    const flaky = this.#flakiness.text;
    return {
      schema: 1,
      target: { kind, address, info },
      revision,
      ...(doubt === undefined ? {} : { revisionDoubt: doubt }),
      quirks: quirks ?? null,
      seed: this.#settings.seed,
      startedAt: isoTime(this.#startedAt),
      durationMs: this.#clock.now - this.#startedAt,
      requirements: reports,
      summary: summaryOf(reports),
      strict: this.#options.strict ?? false,
      ...(hanging === undefined ? {} : { hanging }),
      ...(flaky === undefined ? {} : { flaky }),
      ...(this.#endedEarly === undefined ? {} : { endedEarly: this.#endedEarly }),
      ...(this.#shard === undefined ? {} : { shard: this.#shard }),
    };
  }
}
