import { randomInt } from 'node:crypto';
import { ConfigurationError } from '../configuration-error.js';
import type { ExaminationSettings } from './examination.js';
import type { KnownFailure } from './known-failing.js';
import { Names } from '../../trial/names.js';
import type { Requirement } from '../requirement.js';
import type { Selection } from '../selection/selection.js';
import type { Target } from '../target.js';
import { wholeNumber } from '../whole-number.js';

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

/**
 * How a target is held against the requirements.
 *
 * @since 0.1.0
 */
export interface ConformanceOptions extends Selection {
  /** The requirements to select from. Default: all of the project's. */
  readonly requirements?: readonly Requirement[];
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

/** Twenty runs of each property: seconds on a fake, minutes on a real controller. */
export const defaultRuns = 20;
export const defaultTimeoutMs = 10_000;
const defaultShrinkMs = 30_000;
const defaultReruns = 5;

/** The settings of examinations that follow from the options. @throws ConfigurationError */
export function settingsOf(target: Target, options: ConformanceOptions): Omit<ExaminationSettings, 'clock' | 'path'> {
  return {
    target,
    names: new Names(),
    seed: wholeNumber('seed', options.seed ?? randomInt(2 ** 31), -(2 ** 31), 2 ** 31 - 1),
    runs: wholeNumber('runs', options.runs ?? defaultRuns, 1),
    timeoutMs: wholeNumber('timeoutMs', options.timeoutMs ?? defaultTimeoutMs, 1),
    shrinkMs: wholeNumber('shrinkMs', options.shrinkMs ?? defaultShrinkMs, 0),
    reruns: wholeNumber('reruns', options.reruns ?? defaultReruns, 0),
  };
}

/**
 * The settings that a replay changes.
 * @throws ConfigurationError for a path that is none
 */
export function replayed(
  { check }: Requirement,
  { seed, path, schedule }: Replay,
): Pick<ExaminationSettings, 'seed' | 'path' | 'schedule'> {
  if (check.kind === 'property' && path !== '' && !/^\d+(:\d+)*$/.test(path)) {
    throw new ConfigurationError(`bad path ${JSON.stringify(path)}: a counterexample's path looks like 3:0:1`);
  }
  const order = schedule === undefined ? {} : { schedule };
  return check.kind === 'property' && path !== '' ? { seed, path, ...order } : { seed, ...order };
}
