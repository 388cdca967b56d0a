import type { WaitingClock } from '../../time/clock.js';
import type { Refused } from './flakiness.js';
import type { Misfit, Probe } from './probe.js';
import type { Counterexample } from './report.js';
import type { Aftermath, Requirement } from './requirement.js';
import type { Subject } from './subject.js';

/** A kind of service that can be examined. `T` is what a check is given: one execution of it, and what it may do. */
export interface Service<S extends Subject, T> {
  /** What every subject is held to, unless the options of a run say otherwise. */
  readonly requirements: readonly Requirement<T>[];
  /** What is found out of a subject before anything is checked. Default: nothing. */
  probes?(subject: S): readonly Probe<T>[];
  /** Prepares for the executions of one run. */
  examine(subject: S, run: RunConditions): Examinee<T>;
}

/** What is the same in all executions of a run. */
export interface RunConditions {
  readonly clock: WaitingClock;
  /** The limit of any wait, in milliseconds. */
  readonly timeoutMs: number;
  /** Called at the end of each execution with the number of messages that it sent and received. */
  readonly onRun: (messages: number) => void;
  /** Aborted when nobody wants to know more: what is going on is given up, and cleaned up in short time. */
  readonly over: AbortSignal;
}

/** A subject in the course of one run. */
export interface Examinee<T> {
  /** The order of events can be chosen there: an execution takes next to no time. */
  readonly interleaves: boolean;
  /** Which calls it never answers, in one line; undefined when it answers all. */
  readonly hanging: string | undefined;
  /** What it says of itself against the revision that it is held to; undefined when nothing. */
  readonly doubt: string | undefined;
  /** Why it has not got one of these capabilities, in words; undefined when it has all. */
  missing(needs: readonly string[]): string | undefined;
  /** Goes on without something that does not do what it must: it is {@link missing} from now on. */
  exclude(misfit: Misfit): void;
  execution(settings: ExecutionSettings): Execution<T>;
  /** The whole of a check that asks no more than that it lives. */
  survive(trial: T): Promise<void>;
  /** Asks once whether it answers: why not, or undefined when it does. */
  pulse(): Promise<string | undefined>;
  /** What executions have left behind that were to {@link ExecutionSettings.look | look}; undefined when nothing was. */
  left(kind: Aftermath<T>['of']): Counterexample | undefined;
}

export interface ExecutionSettings {
  /** The condition of the requirement arose. */
  readonly onExercised: () => void;
  /** The order of events of the counterexample that is replayed, if one is. */
  readonly schedule?: readonly string[];
  /** After the clean-up, looks for what was left all the same by the check of this requirement, on input of this seed. */
  readonly look?: { readonly id: string; readonly seed: number };
}

/** One execution of a check. */
export interface Execution<T> {
  /**
   * Runs the check.
   * @throws Violation, Lacking, Hanging, RunOver; whatever else the check throws.
   */
  run(check: (trial: T) => Promise<void>): Promise<void>;
  /** What was seen by now. */
  observed(): Observed;
  /** Undoes what the check has made. @returns what could not be undone, in words. */
  cleanUp(): Promise<string | undefined>;
}

/** What an execution has shown; made into words only when it is the one that is reported. */
export interface Observed {
  readonly tookMs: number;
  /** The order of events that was chosen; undefined where the subject chose it. */
  readonly schedule?: readonly string[];
  readonly refused: Refused;
  shown(): Pick<Counterexample, 'steps' | 'journal'>;
}
