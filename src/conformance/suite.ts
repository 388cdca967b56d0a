import { randomInt } from 'node:crypto';
import type { Timekeeper } from '../time/clock.js';
import { isoTime } from '../time/iso-time.js';
import { RealClock } from '../time/real-clock.js';
import { missingCapability } from './capability.js';
import { ConfigurationError } from './configuration-error.js';
import { examine, type ExaminationSettings, type Examination } from './examination.js';
import { judge } from './judgement.js';
import type { KnownFailure } from './known-failing.js';
import { Leaks } from './leaks.js';
import { Names } from './names.js';
import { pulse } from './pulse.js';
import type { Counterexample, EarlyEnd, Report, ReportShard, RequirementReport } from './report/report.js';
import type { Check, Requirement } from './requirement.js';
import { requirements as allRequirements } from './requirements/index.js';
import { assertKnown, select, selectAll, type Selection } from './selection.js';
import type { Target } from './target.js';
import { verdicts, type Verdict } from './verdict.js';

/** One counterexample to see again. */
export interface Replay {
  readonly id: string;
  readonly seed: number;
  /** fast-check's path; empty for a check without input. */
  readonly path: string;
}

export interface ConformanceOptions extends Selection {
  /** All of the project's by default. */
  readonly requirements?: readonly Requirement[];
  /** Executions of a property; some take a share of it. Default 20. */
  readonly runs?: number;
  /** All generated input follows from it. Random by default. */
  readonly seed?: number;
  /** How long an answer is waited for, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** How long a counterexample is shrunk, in milliseconds. Default 30,000. */
  readonly shrinkMs?: number;
  /** How often a counterexample is run again, in at most ten seconds, to tell a race from a fault of logic. Default 5. */
  readonly reruns?: number;
  /** Whether a violated SHOULD fails the run. Default false. */
  readonly strict?: boolean;
  readonly knownFailing?: readonly KnownFailure[];
  /** Runs these alone, each once. */
  readonly replay?: readonly Replay[];
}

/** Twenty runs of each property: seconds on a fake, minutes on a real controller. */
export const defaultRuns = 20;
export const defaultTimeoutMs = 10_000;
const defaultShrinkMs = 30_000;
const defaultReruns = 5;

/** A run of the suite against one target, a requirement at a time. */
export class Suite {
  /** In the order in which they are to be checked. */
  readonly requirements: readonly Requirement[];
  readonly #target: Target;
  readonly #options: ConformanceOptions;
  readonly #clock: Timekeeper = new RealClock();
  readonly #seed: number;
  readonly #settings: Omit<ExaminationSettings, 'path'>;
  readonly #leaks: Leaks;
  readonly #startedAt: number;
  readonly #shard: ReportShard | undefined;
  readonly #reports: RequirementReport[] = [];
  #endedEarly: EarlyEnd | undefined;
  /** The first death in a check that was not meant to kill the target. */
  #death: Counterexample | undefined;

  /** @throws ConfigurationError */
  constructor(target: Target, options: ConformanceOptions = {}) {
    const all = options.requirements ?? allRequirements;
    const replayed = options.replay?.map((replay) => replay.id);
    const selection = replayed === undefined ? options : { ...options, only: replayed };
    this.requirements = select(all, target.revision, selection);
    if (options.shard !== undefined) {
      this.#shard = { ...options.shard, total: selectAll(all, target.revision, selection).length };
    }
    for (const { id } of options.knownFailing ?? []) assertKnown(id, all);
    this.#target = target;
    this.#options = options;
    this.#seed = whole('seed', options.seed ?? randomInt(2 ** 31), -(2 ** 31), 2 ** 31 - 1);
    this.#settings = {
      target,
      clock: this.#clock,
      names: new Names(),
      seed: this.#seed,
      runs: whole('runs', options.runs ?? defaultRuns, 1),
      timeoutMs: whole('timeoutMs', options.timeoutMs ?? defaultTimeoutMs, 1),
      shrinkMs: whole('shrinkMs', options.shrinkMs ?? defaultShrinkMs, 0),
      reruns: whole('reruns', options.reruns ?? defaultReruns, 0),
    };
    this.#leaks = new Leaks(this.#settings);
    this.#startedAt = this.#clock.now;
  }

  /** Checks one of {@link requirements}; never rejects for what the target does. */
  async check(requirement: Requirement): Promise<RequirementReport> {
    const { id, title, level, source } = requirement;
    const { examination, ...judgement } = await this.#judge(requirement);
    const { runs, exercised } = examination ?? { runs: 0, exercised: 0 };
    const report = { id, title, level, source, ...judgement, runs, exercised };
    this.#reports.push(report);
    return report;
  }

  async #judge(
    requirement: Requirement,
  ): Promise<
    Pick<RequirementReport, 'verdict' | 'reason' | 'counterexample'> & { readonly examination?: Examination }
  > {
    const { id, destructive, needs = [] } = requirement;
    if (this.#options.skip?.includes(id)) return { verdict: 'skipped', reason: 'left out on request' };
    const lacking = missingCapability(this.#target, destructive === true ? ['restart', ...needs] : needs);
    if (lacking !== undefined) return { verdict: 'skipped', reason: `the target lacks ${lacking}` };
    if (this.#endedEarly !== undefined) return { verdict: 'error', reason: `not checked: ${this.#endedEarly.reason}` };
    const replay = this.#options.replay?.find((one) => one.id === id);
    const again = replay === undefined ? {} : replayed(requirement, replay);
    const known = this.#options.knownFailing?.find((one) => one.id === id);
    // Nobody asks whether what is known, or never judged, is a race.
    const reruns = known !== undefined || requirement.level === 'OBSERVED' ? 0 : this.#settings.reruns;
    const examination = await this.#examine(requirement, { ...this.#settings, reruns, ...again });
    const minimum = replay === undefined ? (requirement.minimum ?? 1) : 1;
    return { ...judge(requirement, examination, minimum, known), examination };
  }

  async #examine(requirement: Requirement, settings: ExaminationSettings): Promise<Examination> {
    const { check, id } = requirement;
    const leaks = this.#isStillToJudge('aftermath') ? { leaks: this.#leaks.of(id) } : {};
    const first = await examine(requirement, { ...settings, ...leaks });
    const before = this.#beforehand(check);
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
    const left = this.requirements.slice(this.#reports.length);
    return left.some(({ id, check }) => check.kind === kind && this.#options.skip?.includes(id) !== true);
  }

  /** Restarts a target that died, so that the other requirements can be checked. */
  async #revive(reason: string): Promise<void> {
    const { target, clock, timeoutMs } = this.#settings;
    try {
      await target.restart?.();
      if ((await pulse(target, clock, timeoutMs)) !== undefined) this.#endedEarly = { cause: 'target-lost', reason };
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      this.#endedEarly = { cause: 'target-lost', reason: `${reason}; restarting it failed: ${failure}` };
    }
  }

  /** What is not checked by now never is. */
  interrupt(reason: string): void {
    this.#endedEarly ??= { cause: 'interrupted', reason };
  }

  /** What is known so far. */
  report(): Report {
    const { kind, address, info, revision, quirks } = this.#target;
    const count = (verdict: Verdict): number => this.#reports.filter((one) => one.verdict === verdict).length;
    return {
      schema: 1,
      target: { kind, address, info },
      revision,
      quirks: quirks ?? null,
      seed: this.#seed,
      startedAt: isoTime(this.#startedAt),
      durationMs: this.#clock.now - this.#startedAt,
      requirements: [...this.#reports],
      summary: Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>,
      strict: this.#options.strict ?? false,
      ...(this.#endedEarly === undefined ? {} : { endedEarly: this.#endedEarly }),
      ...(this.#shard === undefined ? {} : { shard: this.#shard }),
    };
  }
}

function replayed({ check }: Requirement, { seed, path }: Replay): { readonly seed: number; readonly path?: string } {
  if (check.kind === 'property' && path !== '' && !/^\d+(:\d+)*$/.test(path)) {
    throw new ConfigurationError(`bad path ${JSON.stringify(path)}: a counterexample's path looks like 3:0:1`);
  }
  return check.kind === 'property' && path !== '' ? { seed, path } : { seed };
}

function whole(name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new ConfigurationError(`bad ${name} ${value}: give a whole number of ${least} or more`);
}
