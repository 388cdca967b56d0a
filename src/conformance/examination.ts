import * as fc from 'fast-check';
import { ConfigurationError } from './configuration-error.js';
import { pulse } from './pulse.js';
import { journalOf } from './report/journal.js';
import type { Counterexample } from './report/report.js';
import type { Property, Requirement } from './requirement.js';
import { show } from './show.js';
import { stepsOf } from './steps.js';
import type { Target } from './target.js';
import type { Trial } from './trial.js';
import { TrialRun, type TrialSettings } from './trial-run.js';
import { Lacking, Violation } from './violation.js';

/** What came of a check. */
export type Finding =
  | { readonly kind: 'held' }
  | { readonly kind: 'violated'; readonly counterexample: Counterexample }
  | { readonly kind: 'lacking'; readonly capability: string }
  /** The check itself broke. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** The target does not answer any more, though the requirement is not a destructive one. */
  | { readonly kind: 'lost'; readonly reason: string; readonly counterexample: Counterexample };

export interface Examination {
  readonly finding: Finding;
  readonly runs: number;
  readonly exercised: number;
  /** What could not be undone after a check that held. */
  readonly note?: string;
}

export interface ExaminationSettings extends Omit<TrialSettings, 'onExercised'> {
  readonly seed: number;
  /** Executions of a property whose share is 1. */
  readonly runs: number;
  /** How long a failing property is shrunk, in milliseconds. */
  readonly shrinkMs: number;
  /** Runs only the value at this path of fast-check, and does not shrink it. */
  readonly path?: string;
}

/** Executes a requirement's check: an example once, a property many times, shrinking what fails. */
export async function examine(requirement: Requirement, settings: ExaminationSettings): Promise<Examination> {
  const examiner = new Examiner(requirement, settings);
  const { check } = requirement;
  switch (check.kind) {
    case 'example':
      return examiner.example((trial) => check.run(trial));
    case 'property':
      return examiner.property(check);
    case 'survival':
      return examiner.example(async (trial) => {
        await trial.client.rpc.info();
        trial.exercised();
      });
  }
}

/** How much of a generated input is shown, in characters. */
const longestInput = 4000;

/** The failure of one execution; `value` and `path` are known only after shrinking. */
type Failure = Exclude<Finding, { kind: 'held' }>;

function ofInput(failure: Failure, input: unknown, path: string): Failure {
  if (!('counterexample' in failure)) return failure;
  return { ...failure, counterexample: { ...failure.counterexample, value: show(input, longestInput), path } };
}

function inputAt(check: Property, seed: number, path: string): unknown {
  try {
    // A tuple, as a property has one inside: so paths mean the same.
    const [inputs] = fc.sample(fc.tuple(check.arbitrary), { seed, path, numRuns: 1 });
    if (inputs !== undefined) return inputs[0];
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('Unable to replay'))) throw error;
  }
  throw new ConfigurationError(
    `there is no input at seed ${seed}, path ${path}: was it found by another version of this package?`,
  );
}

class Examiner {
  readonly #requirement: Requirement;
  readonly #settings: ExaminationSettings;
  #exercised = 0;
  #note: string | undefined;

  constructor(requirement: Requirement, settings: ExaminationSettings) {
    this.#requirement = requirement;
    this.#settings = settings;
  }

  async example(check: (trial: Trial) => Promise<void>): Promise<Examination> {
    return this.#conclude((await this.#execute(check)) ?? { kind: 'held' }, 1);
  }

  async property(check: Property): Promise<Examination> {
    return this.#settings.path === undefined ? this.#search(check) : this.#replay(check, this.#settings.path);
  }

  /** Runs the check on many inputs, and shrinks the first that violates it. */
  async #search(check: Property): Promise<Examination> {
    const { seed, runs, shrinkMs, clock } = this.#settings;
    let failure: Failure | undefined;
    let shrinkUntil = Infinity;
    const property = fc.asyncProperty(check.arbitrary, async (value) => {
      // Once it is clear that shrinking leads nowhere, every further candidate "holds", which ends it.
      if (failure !== undefined && (failure.kind !== 'violated' || clock.now > shrinkUntil)) return;
      const outcome = await this.#execute((trial) => check.run(trial, value));
      if (outcome === undefined) return;
      if (failure === undefined) shrinkUntil = clock.now + shrinkMs;
      failure = outcome;
      throw new Error(outcome.kind);
    });
    const details = await fc.check(property, { seed, numRuns: Math.max(1, Math.ceil(runs * check.share)) });
    if (failure !== undefined) {
      return this.#conclude(
        ofInput(failure, details.counterexample?.[0], details.counterexamplePath ?? ''),
        details.numRuns,
      );
    }
    if (details.failed) this.#note = `the generator rejected ${details.numSkips} inputs`;
    return this.#conclude({ kind: 'held' }, details.numRuns);
  }

  /** Runs the check on the one input at a path. @throws ConfigurationError when there is none. */
  async #replay(check: Property, path: string): Promise<Examination> {
    const value = inputAt(check, this.#settings.seed, path);
    const failure = await this.#execute((trial) => check.run(trial, value));
    return this.#conclude(failure === undefined ? { kind: 'held' } : ofInput(failure, value, path), 1);
  }

  #conclude(finding: Finding, runs: number): Examination {
    const note = this.#note === undefined ? {} : { note: this.#note };
    return { finding, runs, exercised: this.#exercised, ...note };
  }

  /** One execution with its clean-up; undefined when it held. */
  async #execute(check: (trial: Trial) => Promise<void>): Promise<Failure | undefined> {
    const { target } = this.#settings;
    const destructive = this.#requirement.destructive ?? false;
    const trial = new TrialRun({ ...this.#settings, onExercised: () => (this.#exercised += 1) });
    let thrown: { readonly error: unknown } | undefined;
    try {
      await trial.run(check);
    } catch (error) {
      thrown = { error };
    }
    // What the clean-up says is no part of the counterexample.
    const events = [...trial.recording.events];
    this.#note = (await trial.cleanUp()) ?? this.#note;
    if (thrown !== undefined && fc.PreconditionFailure.isFailure(thrown.error)) throw thrown.error;
    const suspicious = thrown !== undefined || this.#note !== undefined || destructive;
    const death = suspicious ? await this.#deathOf(target, destructive) : undefined;
    const counterexample = (violation: Violation): Counterexample => ({
      seed: this.#settings.seed,
      path: '',
      value: null,
      what: violation.what,
      expected: violation.expected,
      seen: violation.seen,
      steps: stepsOf(events),
      journal: journalOf(events),
    });
    if (death !== undefined) {
      const violation =
        thrown?.error instanceof Violation
          ? thrown.error
          : new Violation('the target goes on answering', 'Info', death);
      return {
        kind: 'lost',
        reason: `the target stopped answering: ${death}`,
        counterexample: counterexample(violation),
      };
    }
    if (thrown === undefined) return undefined;
    const { error } = thrown;
    if (error instanceof Violation) return { kind: 'violated', counterexample: counterexample(error) };
    if (error instanceof Lacking) return { kind: 'lacking', capability: error.capability };
    return { kind: 'broken', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }

  /**
   * Why the target does not answer; undefined when it does. After a destructive check it may be dead, and is started
   * again.
   */
  async #deathOf(target: Target, destructive: boolean): Promise<string | undefined> {
    const { clock, timeoutMs } = this.#settings;
    const death = await pulse(target, clock, timeoutMs);
    if (death === undefined || !destructive || target.restart === undefined) return death;
    try {
      await target.restart();
    } catch (error) {
      return `${death}; restarting it failed: ${error instanceof Error ? error.message : String(error)}`;
    }
    // What could not be undone is gone with it.
    this.#note = undefined;
    return pulse(target, clock, timeoutMs);
  }
}
