import * as fc from 'fast-check';
import type { Clock, WaitingClock } from '../../../time/clock.js';
import { nextTurn } from '../../../time/next-turn.js';
import { ConfigurationError } from '../configuration-error.js';
import { type Circumstances, counterexampleOf, type Evidence } from '../counterexample.js';
import { Hanging, Lacking, RunOver } from '../check-ends.js';
import { isUnavailable, type Flakiness, type Refusal } from '../flakiness.js';
import type { Counterexample } from '../report.js';
import type { Property, Requirement } from '../requirement.js';
import { rerun } from './reruns.js';
import { show } from '../../../words/show.js';
import type { Examinee, ExecutionSettings } from '../service.js';
import type { Subject } from '../subject.js';
import { patientPulse, type Pulse } from './patient-pulse.js';
import { Violation } from '../violation.js';

/** What a check found. */
export type Finding =
  | { readonly kind: 'held' }
  | { readonly kind: 'violated'; readonly counterexample: Counterexample }
  | { readonly kind: 'lacking'; readonly reason: string }
  /** The check needs a call that the target never answers. */
  | { readonly kind: 'hanging'; readonly reason: string }
  /** The check itself broke. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** The target does not answer any more, although the requirement is not a destructive one. */
  | { readonly kind: 'lost'; readonly reason: string; readonly counterexample: Counterexample };

export interface Examination {
  readonly finding: Finding;
  readonly runs: number;
  readonly exercised: number;
  /** Calls that ended UNAVAILABLE, though the target answers. */
  readonly unavailable?: number;
  /** What could not be undone after a check that held. */
  readonly note?: string;
  /** After it, the target was away for a while, and came back by itself. */
  readonly outage?: Counterexample;
}

export interface ExaminationSettings extends Omit<ExecutionSettings, 'onExercised'> {
  /** The clock by which answers are waited for. */
  readonly clock: WaitingClock;
  /** The wall clock, which limits work that takes no time by the other. */
  readonly wallClock: Pick<Clock, 'now'>;
  /** How long an answer is waited for, in milliseconds. */
  readonly timeoutMs: number;
  readonly over: AbortSignal;
  readonly seed: number;
  /** How often a property is executed whose share is 1. */
  readonly runs: number;
  /** How long a failing property is shrunk, in milliseconds. */
  readonly shrinkMs: number;
  /** How often a counterexample is run again as it is. */
  readonly reruns: number;
  /** Runs only the value at this path of fast-check, and does not shrink it. */
  readonly path?: string;
  /** Told of all calls, and of those that were refused. */
  readonly flakiness?: Flakiness;
}

/** Executes a requirement's check: an example once, a property many times, shrinking what fails. */
export async function examine<T>(
  requirement: Requirement<T>,
  subject: Pick<Subject, 'restart'>,
  examinee: Examinee<T>,
  settings: ExaminationSettings,
): Promise<Examination> {
  const examiner = new Examiner(requirement, subject, examinee, settings);
  const { check } = requirement;
  switch (check.kind) {
    case 'example':
    case 'aftermath':
      return examiner.example((trial) => check.run(trial));
    case 'property':
      return examiner.property(check);
    case 'survival':
      return examiner.example(async (trial) => {
        await examinee.survive(trial);
      });
  }
}

/** How much of a generated input is shown, in characters. */
const longestInput = 4000;

/** The failure of one execution. */
type Failure =
  | { readonly kind: 'violated'; readonly evidence: Evidence }
  | { readonly kind: 'lost'; readonly reason: string; readonly evidence: Evidence }
  | Extract<Finding, { readonly kind: 'lacking' | 'hanging' | 'broken' }>;

type Execute<T> = (trial: T) => Promise<void>;

/** The generated input of a property, and where it was found. */
interface FoundInput {
  readonly input: unknown;
  readonly path: string;
}

function inputAt(check: Pick<Property<never>, 'arbitrary'>, seed: number, path: string): unknown {
  try {
    // Sampled as a tuple, as a property has inside, so that paths mean the same.
    const [inputs] = fc.sample(fc.tuple(check.arbitrary), { seed, path, numRuns: 1 });
    if (inputs !== undefined) return inputs[0];
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('Unable to replay'))) throw error;
  }
  throw new ConfigurationError(
    `there is no input at seed ${seed}, path ${path}: was it found by another version of this package?`,
  );
}

function lostWith({ reason, evidence }: Extract<Failure, { readonly kind: 'lost' }>, known: Circumstances): Finding {
  return { kind: 'lost', reason, counterexample: counterexampleOf(evidence, known) };
}

class Examiner<T> {
  readonly #requirement: Requirement<T>;
  readonly #subject: Pick<Subject, 'restart'>;
  readonly #examinee: Examinee<T>;
  readonly #settings: ExaminationSettings;
  #exercised = 0;
  #note: string | undefined;
  #outage: Evidence | undefined;
  #unavailable = 0;
  /** Of calls that may have deserved it, in executions that failed. */
  readonly #doubtful: Refusal[] = [];

  constructor(
    requirement: Requirement<T>,
    subject: Pick<Subject, 'restart'>,
    examinee: Examinee<T>,
    settings: ExaminationSettings,
  ) {
    this.#requirement = requirement;
    this.#subject = subject;
    this.#examinee = examinee;
    this.#settings = settings;
  }

  async example(check: Execute<T>): Promise<Examination> {
    return this.#conclude(await this.#execute(check), check, 1);
  }

  async property(check: Property<T>): Promise<Examination> {
    return this.#settings.path === undefined ? this.#search(check) : this.#replay(check, this.#settings.path);
  }

  /** Runs the check on many inputs, and shrinks the first that violates it. */
  async #search(check: Property<T>): Promise<Examination> {
    const { seed, runs, shrinkMs, wallClock } = this.#settings;
    let failure: Failure | undefined;
    let shrinkUntil = Infinity;
    const property = fc.asyncProperty(check.arbitrary, async (value) => {
      // When shrinking leads nowhere, every further candidate "holds", which ends it.
      if (failure !== undefined && (failure.kind !== 'violated' || wallClock.now > shrinkUntil)) return;
      const outcome = await this.#execute((trial) => check.run(trial, value));
      if (outcome === undefined) return;
      // What was found before stands, although it cannot be tried any more.
      if (failure !== undefined && outcome.kind === 'hanging') return;
      if (failure === undefined) shrinkUntil = wallClock.now + shrinkMs;
      failure = outcome;
      throw new Error(outcome.kind);
    });
    const share = this.#examinee.interleaves ? check.shareInterleaved : check.share;
    const details = await fc.check(property, { seed, numRuns: Math.max(1, Math.ceil(runs * share)) });
    if (failure === undefined && details.failed) this.#note = `the generator rejected ${details.numSkips} inputs`;
    const found = { input: details.counterexample?.[0], path: details.counterexamplePath ?? '' };
    return this.#conclude(failure, (trial) => check.run(trial, found.input), details.numRuns, found);
  }

  /** Runs the check on the one input at a path. @throws ConfigurationError when there is none. */
  async #replay(check: Property<T>, path: string): Promise<Examination> {
    const input = inputAt(check, this.#settings.seed, path);
    const execute: Execute<T> = (trial) => check.run(trial, input);
    return this.#conclude(await this.#execute(execute), execute, 1, { input, path });
  }

  /**
   * Makes a counterexample of a failure.
   *
   * @param again does what failed once more
   */
  async #conclude(
    failure: Failure | undefined,
    again: Execute<T>,
    runs: number,
    found?: FoundInput,
  ): Promise<Examination> {
    const exercised = this.#exercised;
    const note = this.#note === undefined ? {} : { note: this.#note };
    const seed = { seed: this.#settings.seed, path: found?.path ?? '', value: null };
    const outage = this.#outage === undefined ? {} : { outage: counterexampleOf(this.#outage, seed) };
    const finding = failure === undefined ? ({ kind: 'held' } as const) : await this.#judgeAgain(failure, again, found);
    const unavailable = this.#unavailable;
    return { finding, runs, exercised, unavailable, ...note, ...outage };
  }

  /** Runs what violated the requirement again as it is; what fails each time is no race. */
  async #judgeAgain(failure: Failure, again: Execute<T>, found: FoundInput | undefined): Promise<Finding> {
    if (!('evidence' in failure)) return failure;
    const { seed, reruns, wallClock } = this.#settings;
    const { evidence } = failure;
    const circumstances = {
      seed,
      path: found?.path ?? '',
      value: found === undefined ? null : show(found.input, longestInput),
    };
    if (failure.kind === 'lost') return lostWith(failure, circumstances);
    const wanted = this.#requirement.destructive === true ? 0 : reruns;
    const counted = await rerun(
      async () => {
        const outcome = await this.#execute(again);
        return outcome?.kind === 'lost' ? outcome : outcome?.kind === 'violated';
      },
      wanted,
      wallClock,
    );
    if ('kind' in counted) return lostWith(counted, circumstances);
    if (counted.failed < counted.of) this.#settings.flakiness?.refused(this.#doubtful);
    const known = counted.of === 0 ? circumstances : { ...circumstances, reruns: counted };
    return { kind: 'violated', counterexample: counterexampleOf(evidence, known) };
  }

  /** Executes the check once, with its clean-up; undefined when it held. */
  async #execute(check: Execute<T>): Promise<Failure | undefined> {
    const { schedule, look } = this.#settings;
    const destructive = this.#requirement.destructive ?? false;
    // Waits for a turn of the event loop: against a fake in this process nothing else would, and signals would not be
    // heard.
    await nextTurn();
    const execution = this.#examinee.execution({
      onExercised: () => (this.#exercised += 1),
      ...(schedule === undefined ? {} : { schedule }),
      ...(look === undefined ? {} : { look }),
    });
    let thrown: { readonly error: unknown } | undefined;
    try {
      await execution.run(check);
    } catch (error) {
      thrown = { error };
    }
    // Copied before the clean-up, which is no part of the counterexample.
    const { refused, ...observed } = execution.observed();
    this.#note = (await execution.cleanUp()) ?? this.#note;
    if (thrown !== undefined && fc.PreconditionFailure.isFailure(thrown.error)) throw thrown.error;
    if (thrown?.error instanceof RunOver) return { kind: 'broken', reason: thrown.error.message };
    const suspicious = thrown !== undefined || this.#note !== undefined || destructive;
    const { death, outage } = suspicious ? await this.#vitals(destructive) : {};
    const evidenceOf = (violation: Violation): Evidence => ({ violation, ...observed });
    const goesOn = (seen: string): Violation => new Violation('the target goes on answering', 'Info', seen);
    if (death !== undefined) {
      const violation = thrown?.error instanceof Violation ? thrown.error : goesOn(death);
      return { kind: 'lost', reason: `the target stopped answering: ${death}`, evidence: evidenceOf(violation) };
    }
    const unavailable = refused.refusals.filter(isUnavailable);
    if (!destructive) {
      if (outage !== undefined) this.#outage ??= evidenceOf(goesOn(`${outage}; then it was back by itself`));
      this.#settings.flakiness?.made(refused.calls);
      this.#settings.flakiness?.refused(unavailable);
      this.#unavailable += unavailable.length;
    }
    if (thrown === undefined) return undefined;
    const { error } = thrown;
    if (error instanceof Violation) {
      if (unavailable.length === 0) this.#doubtful.push(...refused.refusals);
      return { kind: 'violated', evidence: { ...evidenceOf(error), ...(destructive ? {} : { refused }) } };
    }
    if (error instanceof Hanging) return { kind: 'hanging', reason: error.message };
    if (error instanceof Lacking) return { kind: 'lacking', reason: error.message };
    return { kind: 'broken', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }

  /** Whether the target answers. After a destructive check it may be dead, and is started again. */
  async #vitals(destructive: boolean): Promise<Pulse> {
    const { clock, timeoutMs, over } = this.#settings;
    const alive = (): Promise<Pulse> => patientPulse(this.#examinee, clock, timeoutMs, over);
    if (!destructive || this.#subject.restart === undefined) return alive();
    const death = await this.#examinee.pulse();
    if (death === undefined) return {};
    try {
      await this.#subject.restart();
    } catch (error) {
      return { death: `${death}; restarting it failed: ${error instanceof Error ? error.message : String(error)}` };
    }
    // Whatever could not be undone is gone with the old target.
    this.#note = undefined;
    return alive();
  }
}
