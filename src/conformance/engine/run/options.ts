import { randomInt } from 'node:crypto';
import { ConfigurationError } from '../configuration-error.js';
import type { ExaminationSettings } from './examination.js';
import type { RequirementReport } from '../report.js';
import type { KnownFailure } from './known-failing.js';
import type { Tally } from './tally.js';
import type { Misfit } from '../probe.js';
import type { Requirement } from '../requirement.js';
import type { Selection } from '../selection/selection.js';

/**
 * One counterexample to see again.
 *
 * @since 0.1.0
 */
export interface Replay {
  /** The requirement's ID. */
  readonly id: string;
  /** The seed of the run in which it was found. */
  readonly seed: number;
  /** fast-check's path; empty for a check without input. */
  readonly path: string;
  /** The order of events that was drawn; used where the target lets it be chosen. */
  readonly schedule?: readonly string[];
}

/** How a subject is held against the requirements. */
export interface ConformanceOptions<T> extends Selection {
  /** The requirements to select from. Default: all of the project's. */
  readonly requirements?: readonly Requirement<T>[];
  /** How often each property is executed; some take only a share of it. Default 20. */
  readonly runs?: number;
  /** All generated input follows from it; a 32-bit integer. Default: a random one, which the report names. */
  readonly seed?: number;
  /** How long an answer is waited for, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** How long a counterexample is shrunk, in milliseconds. Default 30,000. */
  readonly shrinkMs?: number;
  /**
   * How often a counterexample is run again, to tell a race from a fault of logic; five times as often, to tell one that
   * does not come again. Default 5.
   */
  readonly reruns?: number;
  /** Whether a violated SHOULD, or a race that did not come again, fails the run. Default false. */
  readonly strict?: boolean;
  /**
   * Failures that are known: a requirement that fails as listed is `expected`, and one that passes is `stale`. Default:
   * none.
   */
  readonly knownFailing?: readonly KnownFailure[];
  /** Counterexamples to see again: only these are run, each once. Default: none. */
  readonly replay?: readonly Replay[];
}

/** How a run goes on, and whom it tells. */
export interface RunOptions<T> extends ConformanceOptions<T> {
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
  /** Ends the run once so many requirements are violated that fail it. Default: it goes on to the end. */
  readonly bail?: number;
  /** Told of each thing of the target that does not do what it must, before anything is checked. */
  readonly onMisfit?: (misfit: Misfit) => void;
  /** Told how far the run is. */
  readonly onProgress?: (progress: Progress<T>) => void;
  /** Ends the run when it is aborted, with a report of what was checked until then. */
  readonly signal?: AbortSignal;
}

/**
 * How far a run is: told before each requirement and after each execution of its check (both without `finished`), and
 * when the requirement has its report.
 *
 * @since 0.1.0
 */
export interface Progress<T> {
  /** The requirement that is being checked. */
  readonly requirement: Requirement<T>;
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

/** Twenty runs of each property: seconds on a fake, minutes on a real controller. */
export const defaultRuns = 20;
export const defaultTimeoutMs = 10_000;
const defaultShrinkMs = 30_000;
const defaultReruns = 5;

/** The settings of examinations that follow from the options. */
export function settingsOf(
  options: ConformanceOptions<never>,
): Omit<ExaminationSettings, 'clock' | 'wallClock' | 'over' | 'flakiness'> {
  return {
    seed: options.seed ?? randomInt(2 ** 31),
    runs: options.runs ?? defaultRuns,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    shrinkMs: options.shrinkMs ?? defaultShrinkMs,
    reruns: options.reruns ?? defaultReruns,
  };
}

/**
 * The settings that a replay changes.
 * @throws ConfigurationError for a path that is none
 */
export function replayed(
  { check }: Requirement<never>,
  { seed, path, schedule }: Replay,
): Pick<ExaminationSettings, 'seed' | 'path' | 'schedule'> {
  if (check.kind === 'property' && path !== '' && !/^\d+(:\d+)*$/.test(path)) {
    throw new ConfigurationError(`bad path ${JSON.stringify(path)}: a counterexample's path looks like 3:0:1`);
  }
  const order = schedule === undefined ? {} : { schedule };
  return check.kind === 'property' && path !== '' ? { seed, path, ...order } : { seed, ...order };
}
