import type * as fc from 'fast-check';
import type { RevisionSpan } from '../../protocol/revision.js';
import type { BuildFixtures } from '../fixtures/fixtures.js';
import type { Trial } from '../trial/trial.js';

/**
 * MUST: clients depend on it and every released server keeps it. SHOULD: a good server does it, some releases don't.
 * OBSERVED: reported, never judged.
 */
export type Level = 'MUST' | 'SHOULD' | 'OBSERVED';

/**
 * What a target may lack; a requirement that needs it is then `skipped`. `builds.warns` and its like are the optional
 * build fixtures; {@link Trial.lacks} says the same from inside a check.
 */
export type Capability =
  | 'restart'
  | 'leftovers'
  | 'builds'
  | 'programs'
  | 'programs.tells'
  | `builds.${keyof BuildFixtures}`;

/** One thing that a controller is held to, if its revision is one of those that it is about. IDs never change meaning. */
export interface Requirement extends RevisionSpan {
  /** `AREA-NNN`, such as `BUILD-003`. */
  readonly id: string;
  /** One sentence. */
  readonly title: string;
  readonly level: Level;
  /** Where it comes from: a section of `docs/real-controller.md`, an upstream thread, an observed run. */
  readonly source: string;
  readonly needs?: readonly Capability[];
  /** It may kill the server: runs last, and needs a target that can restart. */
  readonly destructive?: boolean;
  /** How often its condition must have arisen in a run of the suite; fewer is `not-exercised`. Default 1. */
  readonly minimum?: number;
  readonly check: Check;
}

export type Check = Example | Property | Survival | Aftermath;

/**
 * Not a check of its own: holds when the target has lived through all checks that are not destructive. Where it can be
 * started again, a check in which it died is done once more, and the death is told here.
 */
export interface Survival {
  readonly kind: 'survival';
}

/**
 * Judged by what checks have left behind on the target, this one among them: holds when none has left anything of the
 * kind. `sessions` are what List and ListProcesses show, `held` is what the target says of itself.
 */
export interface Aftermath {
  readonly kind: 'aftermath';
  readonly of: 'sessions' | 'held';
  run(trial: Trial): Promise<void>;
}

/** A check without input: run once. */
export interface Example {
  readonly kind: 'example';
  run(trial: Trial): Promise<void>;
}

/** A check over generated input: run many times, shrunk when it fails. Made by {@link property}. */
export interface Property {
  readonly kind: 'property';
  /** The share of `--runs` that suffices, at least one run: 1 by default, less for checks that make whole builds. */
  readonly share: number;
  /** The same where the target lets the order of events be chosen: a run then takes next to no time. */
  readonly shareInterleaved: number;
  readonly arbitrary: fc.Arbitrary<unknown>;
  run(trial: Trial, value: unknown): Promise<void>;
}

export function example(run: (trial: Trial) => Promise<void>): Example {
  return { kind: 'example', run };
}

export function property<T>(
  arbitrary: fc.Arbitrary<T>,
  run: (trial: Trial, value: T) => Promise<void>,
  { share = 1, shareInterleaved = share }: Partial<Pick<Property, 'share' | 'shareInterleaved'>> = {},
): Property {
  return { kind: 'property', share, shareInterleaved, arbitrary, run: (trial, value) => run(trial, value as T) };
}
