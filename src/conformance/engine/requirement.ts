import type * as fc from 'fast-check';
import type { RevisionSpan } from '../../protocol/revision.js';

/**
 * How binding a requirement is. MUST: clients depend on it, and every released server keeps it. SHOULD: a good server
 * does it, but some releases don't. OBSERVED: it is reported and never judged.
 *
 * @since 0.1.0
 */
export type Level = 'MUST' | 'SHOULD' | 'OBSERVED';

/**
 * One thing that a service is held to, if its revision is one of those that it is about. IDs never change meaning. `T` is
 * what its check is given.
 */
export interface Requirement<T> extends RevisionSpan {
  /** Its ID: `AREA-NNN`, such as `BUILD-003`. */
  readonly id: string;
  /** The requirement, in one sentence. */
  readonly title: string;
  /** How binding it is. */
  readonly level: Level;
  /** Where it comes from: a section of `docs/real-controller.md`, an upstream thread, an observed run. */
  readonly source: string;
  /** What the subject must have; it is `skipped` where the subject lacks any of these. Default: nothing. */
  readonly needs?: readonly string[];
  /** Whether it may kill the server: it then runs last, and needs a subject that can restart. Default false. */
  readonly destructive?: boolean;
  /** How often its condition must have arisen in a run of the suite; fewer is `not-exercised`. Default 1. */
  readonly minimum?: number;
  /** How it is checked. */
  readonly check: Check<T>;
}

/** How a requirement is checked. */
export type Check<T> = Example<T> | Property<T> | Survival | Aftermath<T>;

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
export interface Aftermath<T> {
  readonly kind: 'aftermath';
  readonly of: 'sessions' | 'held';
  run(trial: T): Promise<void>;
}

/**
 * A check without input, which is run once.
 *
 * @since 0.1.0
 */
export interface Example<T> {
  /** Says that the check takes no input. */
  readonly kind: 'example';
  /**
   * Resolves when the subject did what it should.
   * @throws Violation when it did not
   */
  run(trial: T): Promise<void>;
}

/**
 * A check over generated input, which is run many times, and shrunk when it fails. Made by {@link property}.
 *
 * @since 0.1.0
 */
export interface Property<T> {
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
   * Resolves when the subject did what it should with this input.
   * @throws Violation when it did not
   */
  run(trial: T, value: unknown): Promise<void>;
}
