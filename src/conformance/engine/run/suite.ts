import type { Timekeeper } from '../../../time/clock.js';
import { isoTime } from '../../../time/iso-time.js';
import { RealClock } from '../../../time/real-clock.js';
import { assertRunOptions } from './assert-run-options.js';
import { replayed, settingsOf, type ConformanceOptions } from './options.js';
import { examine, type ExaminationSettings, type Examination } from './examination.js';
import { Flakiness } from '../flakiness.js';
import { judge, type Judgement } from './judgement.js';
import type { KnownFailure } from './known-failing.js';
import { patientPulse } from './patient-pulse.js';
import { neededProbes, preflight } from './preflight.js';
import type { Misfit, Probe } from '../probe.js';
import type { Counterexample, EarlyEnd, Report, ReportShard, RequirementReport } from '../report.js';
import type { Check, Requirement } from '../requirement.js';
import { roundSeed } from './round-seed.js';
import { assertKnown, select, selectAll } from '../selection/selection.js';
import { summaryOf } from './summary.js';
import { TallyKeeper, type Tally } from './tally.js';
import type { Examinee, Service } from '../service.js';
import type { Subject } from '../subject.js';

/** What is said of a requirement, and the examination behind it. */
interface Judged {
  readonly judgement: Judgement;
  readonly examination?: Examination;
}

interface Checked {
  readonly report: RequirementReport;
  readonly examination?: Examination;
}

/**
 * So many more times a check is done in which the target died. Its deaths are judged by the requirement of survival; a
 * target that dies by chance, now and then, has to be judged by what it does when it lives.
 */
const mostFurther = 3;

/** A run of the suite against one subject of a service, a requirement at a time. */
export class Suite<S extends Subject, T> {
  /** The requirements, in the order in which they are checked. */
  readonly requirements: readonly Requirement<T>[];
  readonly #subject: S;
  readonly #examinee: Examinee<T>;
  readonly #options: ConformanceOptions<T>;
  readonly #clock: Timekeeper = new RealClock();
  readonly #settings: ExaminationSettings;
  readonly #flakiness: Flakiness;
  readonly #startedAt: number;
  readonly #shard: ReportShard | undefined;
  readonly #tally: TallyKeeper;
  readonly #checked = new Map<string, Checked>();
  readonly #over = new AbortController();
  readonly #probes: readonly Probe<T>[];
  readonly #misfits: Misfit[] = [];
  #preflight: Promise<void> | undefined;
  #endedEarly: EarlyEnd | undefined;
  /** The first death in a check that was not meant to kill the target. */
  #death: Counterexample | undefined;
  /** Called with each thing of the subject that does not do what it must. */
  onMisfit: (misfit: Misfit) => void = () => {};
  /** Called after each execution of a check. */
  onRun: () => void = () => {};

  /**
   * Prepares a run.
   * @throws ConfigurationError when the options make no sense
   */
  constructor(service: Service<S, T>, subject: S, options: ConformanceOptions<T> = {}) {
    assertRunOptions(options);
    const all = options.requirements ?? service.requirements;
    const replayed = options.replay?.map((replay) => replay.id);
    const selection = replayed === undefined ? options : { ...options, only: replayed };
    this.requirements = select(all, subject.revision, selection);
    if (options.shard !== undefined) {
      this.#shard = { ...options.shard, selected: selectAll(all, subject.revision, selection).map(({ id }) => id) };
    }
    for (const { id } of options.knownFailing ?? []) assertKnown(id, all);
    this.#subject = subject;
    this.#options = options;
    this.#flakiness = new Flakiness(subject.refusals);
    const settings = settingsOf(options);
    const clock = subject.clock ?? this.#clock;
    const conditions = { clock, timeoutMs: settings.timeoutMs, over: this.#over.signal };
    this.#settings = { ...settings, ...conditions, wallClock: this.#clock, flakiness: this.#flakiness };
    this.#examinee = service.examine(subject, {
      ...conditions,
      onRun: (messages) => {
        this.#tally.addRun(messages);
        this.onRun();
      },
    });
    // What is seen again was found on the subject as it was.
    this.#probes = replayed === undefined ? neededProbes(service.probes?.(subject) ?? [], this.requirements) : [];
    this.#tally = new TallyKeeper(this.#clock);
    this.#startedAt = this.#clock.now;
  }

  /** Finds out, once, whether the subject has what the requirements need, and goes on without what is not as it must be. */
  preflight(): Promise<void> {
    this.#preflight ??= preflight(this.#examinee, this.#probes, this.#over.signal, (misfit) => {
      this.#misfits.push(misfit);
      this.onMisfit(misfit);
    });
    return this.#preflight;
  }

  /** Checks one of {@link requirements}; never rejects for what the target does. */
  async check(requirement: Requirement<T>): Promise<RequirementReport> {
    await this.preflight();
    const since = this.#clock.now;
    return this.#keep(requirement, await this.#judge(requirement), since);
  }

  /** Whether other input may tell more of a requirement that was checked. */
  isOpen({ id, check, destructive }: Requirement<T>): boolean {
    const { examination } = this.#checked.get(id) ?? {};
    return check.kind === 'property' && destructive !== true && examination?.finding.kind === 'held';
  }

  /**
   * Checks a requirement that {@link isOpen} with the input of another round (1, 2, …), and reports what all rounds
   * come to.
   */
  async checkAgain(requirement: Requirement<T>, round: number): Promise<RequirementReport> {
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
    { id, title, level, source }: Requirement<T>,
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

  async #judge(requirement: Requirement<T>): Promise<Judged> {
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
  #whyNot({ id, destructive, needs = [] }: Requirement<T>): Judgement | undefined {
    if (this.#options.skip?.includes(id)) return { verdict: 'skipped', reason: 'left out on request' };
    const lacking = this.#examinee.missing(destructive === true ? ['restart', ...needs] : needs);
    if (lacking !== undefined) return { verdict: 'skipped', reason: lacking };
    if (this.#endedEarly === undefined) return undefined;
    return { verdict: 'error', reason: `not checked: ${this.#endedEarly.reason}` };
  }

  #knownFailure({ id }: Requirement<T>): KnownFailure | undefined {
    return this.#options.knownFailing?.find((one) => one.id === id);
  }

  /**
   * How often a counterexample is run again: never where it is known or never judged, because nobody asks then whether
   * it is a race.
   */
  #rerunsOf(requirement: Requirement<T>): number {
    const matters = this.#knownFailure(requirement) === undefined && requirement.level !== 'OBSERVED';
    return matters ? this.#settings.reruns : 0;
  }

  async #examine(requirement: Requirement<T>, settings: ExaminationSettings): Promise<Examination> {
    const { check, id } = requirement;
    const look = this.#isStillToJudge('aftermath') ? { look: { id, seed: settings.seed } } : {};
    const first = await examine(requirement, this.#subject, this.#examinee, { ...settings, ...look });
    const before = this.#beforehand(check);
    if (first.outage !== undefined && this.#isStillToJudge('survival')) {
      const { text: flaky } = this.#flakiness;
      const what = `the target goes on answering while ${id} is checked`;
      this.#death ??= { ...first.outage, what, ...(flaky === undefined ? {} : { flaky }) };
    }
    if (before !== undefined && first.finding.kind !== 'lost') {
      return { ...first, finding: { kind: 'violated', counterexample: before } };
    }
    let latest = first;
    for (let further = mostFurther; latest.finding.kind === 'lost'; further -= 1) {
      const { reason, counterexample } = latest.finding;
      await this.#revive(reason);
      const isJudgedElsewhere = requirement.destructive !== true && this.#isStillToJudge('survival');
      if (this.#endedEarly !== undefined || !isJudgedElsewhere || further === 0) return latest;
      this.#death ??= { ...counterexample, what: `the target goes on answering while ${id} is checked` };
      latest = await examine(requirement, this.#subject, this.#examinee, settings);
    }
    return latest;
  }

  /** The counterexample of a check that is judged by all that were done by now. */
  #beforehand(check: Check<T>): Counterexample | undefined {
    switch (check.kind) {
      case 'survival':
        return this.#death;
      case 'aftermath':
        return this.#examinee.left(check.of);
      case 'example':
      case 'property':
        return undefined;
    }
  }

  /**
   * Whether a check of this kind is still to come in this run, or is going on. If not, what it would judge is not
   * looked for.
   */
  #isStillToJudge(kind: Check<T>['kind']): boolean {
    return this.requirements.some(
      ({ id, check }) => check.kind === kind && !this.#checked.has(id) && this.#options.skip?.includes(id) !== true,
    );
  }

  /** Restarts a target that died, so that the other requirements can be checked. */
  async #revive(reason: string): Promise<void> {
    if (this.#over.signal.aborted) return;
    const { clock, timeoutMs, over } = this.#settings;
    try {
      await this.#subject.restart?.();
      // Otherwise it has been asked for long.
      const { death } =
        this.#subject.restart === undefined
          ? { death: await this.#examinee.pulse() }
          : await patientPulse(this.#examinee, clock, timeoutMs, over);
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
    const { kind, address, info, revision, quirks } = this.#subject;
    const reports = this.#reports;
    const { doubt, hanging } = this.#examinee;
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
      ...(this.#misfits.length === 0 ? {} : { misfits: [...this.#misfits] }),
      ...(this.#endedEarly === undefined ? {} : { endedEarly: this.#endedEarly }),
      ...(this.#shard === undefined ? {} : { shard: this.#shard }),
    };
  }
}
