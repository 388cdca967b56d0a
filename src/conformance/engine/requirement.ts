import type * as fc from 'fast-check';
import type { Revision } from '../../protocol/revision.js';

/**
 * MUST: clients depend on it and every released server keeps it. SHOULD: a good server does it, some releases don't.
 * OBSERVED: reported, never judged.
 */
export type Level = 'MUST' | 'SHOULD' | 'OBSERVED';

/** One thing that a service is held to. IDs never change meaning. `T` is what its check is given. */
export interface Requirement<T> {
  /** `AREA-NNN`, such as `BUILD-003`. */
  readonly id: string;
  /** One sentence. */
  readonly title: string;
  readonly level: Level;
  /** Where it comes from: a section of `docs/real-controller.md`, an upstream thread, an observed run. */
  readonly source: string;
  /** The revisions that it is about; all by default. */
  readonly revisions?: readonly Revision[];
  /** What a subject may lack: it is `skipped` there. */
  readonly needs?: readonly string[];
  /** It may kill the server: runs last, and needs a target that can restart. */
  readonly destructive?: boolean;
  /** How often its condition must have arisen in a run of the suite; fewer is `not-exercised`. Default 1. */
  readonly minimum?: number;
  readonly check: Check<T>;
}

export type Check<T> = Example<T> | Property<T> | Survival | Aftermath<T>;

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
export interface Aftermath<T> {
  readonly kind: 'aftermath';
  readonly of: 'sessions' | 'held';
  run(trial: T): Promise<void>;
}

/** A check without input: run once. */
export interface Example<T> {
  readonly kind: 'example';
  run(trial: T): Promise<void>;
}

/** A check over generated input: run many times, shrunk when it fails. Made by {@link property}. */
export interface Property<T> {
  readonly kind: 'property';
  /** The share of `--runs` that suffices, at least one run: 1 by default, less for checks that make whole builds. */
  readonly share: number;
  /** The same where the target lets the order of events be chosen: a run then takes next to no time. */
  readonly shareInterleaved: number;
  readonly arbitrary: fc.Arbitrary<unknown>;
  run(trial: T, value: unknown): Promise<void>;
}
