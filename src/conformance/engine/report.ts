import type { BuildxVersion } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import type { Level } from './requirement.js';
import type { Shard } from './selection/shard.js';
import type { Subject } from './subject.js';
import type { Verdict } from './verdict.js';

/** The outcome of a run: plain data, which is the JSON report as it is. */
export interface Report {
  readonly schema: 1;
  readonly target: { readonly kind: Subject['kind']; readonly address: string; readonly info: BuildxVersion };
  readonly revision: Revision;
  /** What `Info` says against the revision, which was given: the target may speak another one. */
  readonly revisionDoubt?: string;
  /** The fake's; null for every other target. */
  readonly quirks: 'all' | 'none' | readonly string[] | null;
  readonly seed: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly requirements: readonly RequirementReport[];
  readonly summary: Readonly<Record<Verdict, number>>;
  /** Whether a violated SHOULD fails the run. */
  readonly strict: boolean;
  /** Why not everything was checked, if so. */
  readonly endedEarly?: EarlyEnd;
  /** Which calls the target never answered, in words, if it has been given up to wait for them. */
  readonly hanging?: string;
  /** How often calls were refused (UNAVAILABLE and the like) by the target, which answers in between, in words; if they were. */
  readonly flaky?: string;
  /** The part of a run that this is, if it is not a whole one. */
  readonly shard?: ReportShard;
  /** How often input was generated anew for all properties, when the run had a budget of time. */
  readonly rounds?: number;
}

/** A shard, and the IDs of the requirements that all shards have together. */
export interface ReportShard extends Shard {
  readonly selected: readonly string[];
}

export interface EarlyEnd {
  /** The target could not be reached any more, the person who ran the suite had enough, or it took as long as it may. */
  readonly cause: 'target-lost' | 'interrupted' | 'time-up';
  readonly reason: string;
}

export interface RequirementReport {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly source: string;
  readonly verdict: Verdict;
  /** Executions of its check. */
  readonly runs: number;
  /** How often its condition came up. */
  readonly exercised: number;
  /** How long its check took, in all rounds together. */
  readonly durationMs?: number;
  /** In words: what was violated, lacking or observed, or why it was expected. */
  readonly reason?: string;
  readonly counterexample?: Counterexample;
}

/** The shortest run that was found to violate a requirement. */
export interface Counterexample {
  readonly seed: number;
  /** fast-check's path to the value; empty for a check without input. */
  readonly path: string;
  /** The generated input, as text; null for a check without input. */
  readonly value: string | null;
  readonly what: string;
  readonly expected: string;
  readonly seen: string;
  /** How often it failed when it was run again as it is: always says a fault of logic, sometimes a race. */
  readonly reruns?: Reruns;
  /** How many of its calls were refused (UNAVAILABLE and the like), in words, if any: it may be no more than that. */
  readonly flaky?: string;
  /** The order of events that was drawn, where the target lets it be chosen: `scheduleOf` takes it. */
  readonly schedule?: readonly string[];
  /** How long the run took until it was found out, in milliseconds by the clock of the suite. */
  readonly tookMs?: number;
  /** In plain words, without numbers. */
  readonly steps: readonly string[];
  /** Every message, complete: bytes as `{"base64": …}`, 64-bit integers as decimal strings. */
  readonly journal: readonly JournalEntry[];
}

export interface Reruns {
  readonly failed: number;
  readonly of: number;
}

export interface JournalEntry {
  /** Milliseconds since the check began, by the clock of the suite. */
  readonly timeMs: number;
  readonly client: number;
  readonly call: number;
  readonly method: string;
  /** `open`, `sent`, `received`, `undecodable`, `half-close`, `cancel` or `status`. */
  readonly kind: 'open' | 'sent' | 'received' | 'undecodable' | 'half-close' | 'cancel' | 'status';
  readonly message?: unknown;
  /** Why what came is `undecodable`. */
  readonly reason?: string;
  /** The message as it went over the wire, in base64. */
  readonly bytes?: string;
  readonly status?: JournalStatus;
}

export interface JournalStatus {
  readonly code: number;
  readonly message: string;
  /** Typed details as they were encoded, in base64; left out when there are none. */
  readonly details?: readonly { readonly typeUrl: string; readonly bytes: string }[];
}
