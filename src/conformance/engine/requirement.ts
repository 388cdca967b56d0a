import type * as fc from 'fast-check';
import type { Revision } from '../../protocol/revision.js';
import type { BuildFixtures } from '../fixtures/fixtures.js';
import type { Trial } from '../trial/trial.js';

/**
 * How binding a requirement is. MUST: clients depend on it, and every released server keeps it. SHOULD: a good server
 * does it, but some releases don't. OBSERVED: it is reported and never judged.
 *
 * @since 0.1.0
 */
export type Level = 'MUST' | 'SHOULD' | 'OBSERVED';

/**
 * Something that a target may lack; a requirement that needs it is then `skipped`. `builds.warns` and its like are the
 * optional build fixtures; {@link Trial.lacks} says the same from inside a check.
 *
 * @since 0.1.0
 */
export type Capability =
  | 'restart'
  | 'leftovers'
  | 'builds'
  | 'programs'
  | 'programs.tells'
  | `builds.${keyof BuildFixtures}`;

/**
 * One thing that a controller is held to. IDs never change meaning.
 *
 * @since 0.1.0
 */
export interface Requirement {
  /** Its ID: `AREA-NNN`, such as `BUILD-003`. */
  readonly id: string;
  /** The requirement, in one sentence. */
  readonly title: string;
  /** How binding it is. */
  readonly level: Level;
  /** Where it comes from: a section of `docs/real-controller.md`, an upstream thread, an observed run. */
  readonly source: string;
  /** The revisions that it is about; all by default. */
  readonly revisions?: readonly Revision[];
  /** What the target must have; it is `skipped` where the target lacks any of these. Default: nothing. */
  readonly needs?: readonly Capability[];
  /** Whether it may kill the server: it then runs last, and needs a target that can restart. Default false. */
  readonly destructive?: boolean;
  /** How often its condition must have arisen in a run of the suite; fewer is `not-exercised`. Default 1. */
  readonly minimum?: number;
  /** How it is checked. */
  readonly check: Check;
}

/**
 * How a requirement is checked; {@link example} and {@link property} make the usual kinds.
 *
 * @since 0.1.0
 */
export type Check = Example | Property | Survival | Aftermath;

/**
 * Holds when the target has lived through all checks that are not destructive; it has no check of its own. Where the
 * target can be started again, a check in which it died is run once more, and the death is told here.
 */
export interface Survival {
  readonly kind: 'survival';
}

/**
 * Holds when no check, this one included, has left anything of a kind behind on the target. `sessions` are what List
 * and ListProcesses show; `held` is what the target says of itself.
 */
export interface Aftermath {
  readonly kind: 'aftermath';
  readonly of: 'sessions' | 'held';
  run(trial: Trial): Promise<void>;
}

/**
 * A check without input, which is run once.
 *
 * @since 0.1.0
 */
export interface Example {
  /** Says that the check takes no input. */
  readonly kind: 'example';
  /**
   * Resolves when the target did what it should.
   * @throws Violation when it did not
   */
  run(trial: Trial): Promise<void>;
}

/**
 * A check over generated input, which is run many times, and shrunk when it fails. Made by {@link property}.
 *
 * @since 0.1.0
 */
export interface Property {
  /** Says that the check takes generated input. */
  readonly kind: 'property';
  /**
   * The share of `runs` that suffices, from 0 to 1, but at least one run. Default 1; less for checks that make whole
   * builds.
   */
  readonly share: number;
  /**
   * The same where the target lets the order of events be chosen, because a run then takes next to no time. Default:
   * `share`.
   */
  readonly shareInterleaved: number;
  /** What generates the input. */
  readonly arbitrary: fc.Arbitrary<unknown>;
  /**
   * Resolves when the target did what it should with this input.
   * @throws Violation when it did not
   */
  run(trial: Trial, value: unknown): Promise<void>;
}

/**
 * Makes a check without input.
 *
 * @example
 * example(async (trial) => {
 *   trial.exercised();
 *   trial.equal('sessions', (await trial.client.rpc.list()).refs, []);
 * });
 * @since 0.1.0
 */
export function example(run: (trial: Trial) => Promise<void>): Example {
  return { kind: 'example', run };
}

/**
 * Makes a check over generated input.
 *
 * @example
 * property(arbitraries.plainRef(), async (trial, ref) => {
 *   trial.exercised();
 *   await trial.client.rpc.disconnect({ ref });
 * });
 * @since 0.1.0
 */
export function property<T>(
  arbitrary: fc.Arbitrary<T>,
  run: (trial: Trial, value: T) => Promise<void>,
  { share = 1, shareInterleaved = share }: Partial<Pick<Property, 'share' | 'shareInterleaved'>> = {},
): Property {
  return { kind: 'property', share, shareInterleaved, arbitrary, run: (trial, value) => run(trial, value as T) };
}
