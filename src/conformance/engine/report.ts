import type { BuildxVersion } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import type { Misfit } from './probe.js';
import type { Diagnosis } from './diagnosis.js';
import type { Level } from './requirement.js';
import type { Shard } from './selection/shard.js';
import type { WrittenCallEntry } from '../../journal/written-entry.js';
import type { Subject } from './subject.js';
import type { Verdict } from './verdict.js';

/**
 * The outcome of a run: plain data, which is the JSON report as it is.
 *
 * @since 0.1.0
 */
export interface Report {
  /** Version of this form. */
  readonly schema: 1;
  /** What was tested: its kind, its address, and what its `Info` said. */
  readonly target: { readonly kind: Subject['kind']; readonly address: string; readonly info: BuildxVersion };
  /** The revision of the protocol that was spoken. */
  readonly revision: Revision;
  /**
   * Why the target may speak another revision than the one that was given, by what its `Info` says; absent when nothing
   * speaks against it.
   */
  readonly revisionDoubt?: string;
  /** The fake's quirks; null for every other target. */
  readonly quirks: 'all' | 'none' | readonly string[] | null;
  /** The seed from which all generated input follows. */
  readonly seed: number;
  /** When the run began: ISO 8601, UTC. */
  readonly startedAt: string;
  /** How long the run took, in milliseconds. */
  readonly durationMs: number;
  /** One entry for each requirement that was selected, in the order in which they ran. */
  readonly requirements: readonly RequirementReport[];
  /** How many requirements got each verdict. */
  readonly summary: Readonly<Record<Verdict, number>>;
  /** Whether a violated SHOULD fails the run. */
  readonly strict: boolean;
  /** What of the target does not do what it must, so that what needs it was not checked; absent when nothing. */
  readonly misfits?: readonly Misfit[];
  /** Why the run ended before everything was checked; absent when it did not. */
  readonly endedEarly?: EarlyEnd;
  /** Names the RPCs that the target never answered, once nobody waits for them any more; absent when there are none. */
  readonly hanging?: string;
  /** How often calls were refused (UNAVAILABLE and the like) by the target, which answers in between, in words; if they were. */
  readonly flaky?: string;
  /** The known defects that explain its violations; absent where there are none, or nobody has looked. */
  readonly diagnosis?: Diagnosis;
  /** Which part of a run this is; absent for a whole one. */
  readonly shard?: ReportShard;
  /** How many rounds of generated input there were, when the run had a budget of time. */
  readonly rounds?: number;
}

/**
 * A shard, and the IDs of the requirements that all shards have together.
 *
 * @since 0.1.0
 */
export interface ReportShard extends Shard {
  /** The IDs of the requirements that all shards have together. */
  readonly selected: readonly string[];
}

/** Why a run ended before everything was checked. */
export interface EarlyEnd {
  /**
   * `target-lost`: the target could not be reached any more. `interrupted`: the signal was aborted. `time-up`:
   * `maxTimeMs` was over. `bail`: there were as many violations as `bail` says.
   */
  readonly cause: 'target-lost' | 'interrupted' | 'time-up' | 'bail';
  /** The same in words. */
  readonly reason: string;
}

/**
 * What came of one requirement.
 *
 * @since 0.1.0
 */
export interface RequirementReport {
  /** The requirement's ID. */
  readonly id: string;
  /** The requirement, in one sentence. */
  readonly title: string;
  /** How binding it is. */
  readonly level: Level;
  /** Where it comes from: a section of `docs/real-controller.md`, an upstream thread, an observed run. */
  readonly source: string;
  /** What is said of it. */
  readonly verdict: Verdict;
  /** How often its check was executed, shrinking included. */
  readonly runs: number;
  /** How often its condition came up; fewer times than the requirement wants is `not-exercised`. */
  readonly exercised: number;
  /** How long its check took, in milliseconds, in all rounds together. */
  readonly durationMs?: number;
  /** Says what was violated, lacking or observed, or why it was expected. */
  readonly reason?: string;
  /** The shortest run that violated it; absent when none did. */
  readonly counterexample?: Counterexample;
}

/**
 * The shortest run that was found to violate a requirement.
 *
 * @since 0.1.0
 */
export interface Counterexample {
  /** The seed from which the run follows. */
  readonly seed: number;
  /** fast-check's path to the value; empty for a check without input. */
  readonly path: string;
  /** The generated input, as text; null for a check without input. */
  readonly value: string | null;
  /** What was looked at, in words. */
  readonly what: string;
  /** What should have been seen, as text. */
  readonly expected: string;
  /** What was seen, as text. */
  readonly seen: string;
  /** How often the same run failed again: a fault of logic always does, a race sometimes. */
  readonly reruns?: Reruns;
  /** How many of its calls were refused (UNAVAILABLE and the like), in words, if any: it may be no more than that. */
  readonly flaky?: string;
  /** The order of events that was drawn, where the target lets it be chosen: `scheduleOf` takes it. */
  readonly schedule?: readonly string[];
  /** How long the run took until it was found out, in milliseconds by the clock of the suite. */
  readonly tookMs?: number;
  /** What the client did and saw, in plain words without numbers. */
  readonly steps: readonly string[];
  /** Every message, complete: bytes as `{"base64": …}`, 64-bit integers as decimal strings. */
  readonly journal: readonly WrittenCallEntry[];
}

/**
 * How often a counterexample failed when it was run again.
 *
 * @since 0.1.0
 */
export interface Reruns {
  /** How many of the runs failed. */
  readonly failed: number;
  /** How many runs there were. */
  readonly of: number;
}
