import type { Revision } from '../../protocol/revision.js';
import type { Counterexample, JournalEntry, JournalStatus, Report, RequirementReport } from '../engine/report.js';

/**
 * Everything that shows one counterexample again, and what went over the wire when it was found, in a file of its own.
 *
 * @since 0.1.0
 */
export interface ReplayFile {
  /** Version of this form. */
  readonly schema: 1;
  /** The requirement's ID. */
  readonly requirement: string;
  /** The seed from which the run follows. */
  readonly seed: number;
  /** fast-check's path; empty for a check without input. */
  readonly path: string;
  /** The order of events that was drawn, where the target lets it be chosen. */
  readonly schedule?: readonly string[];
  /** The revision of the protocol that was spoken. */
  readonly revision: Revision;
  /** The target on which it was found. */
  readonly target: Report['target'];
  /** The generated input, as text; null for a check without input. */
  readonly value: string | null;
  /** What was looked at, in words. */
  readonly what: string;
  /** What should have been seen, as text. */
  readonly expected: string;
  /** What was seen, as text. */
  readonly seen: string;
  /** Every message both ways, byte for byte, in the order in which the client saw them. */
  readonly messages: readonly ReplayMessage[];
  /** How the calls ended, in the order in which they did. */
  readonly statuses: readonly ReplayStatus[];
}

/**
 * One message of a counterexample.
 *
 * @since 0.1.0
 */
export interface ReplayMessage {
  /** Milliseconds since the check began, by the clock of the suite. */
  readonly timeMs: number;
  /** Number of the client within the check, from 1. */
  readonly client: number;
  /** Number of the call within the check, from 1, over all clients. */
  readonly call: number;
  /** The RPC, such as `Build`. */
  readonly method: string;
  /** `request` was sent by the client, `response` by the target. */
  readonly direction: 'request' | 'response';
  /** The message without gRPC's prefix, in base64. */
  readonly bytes: string;
}

/**
 * How one call of a counterexample ended.
 *
 * @since 0.1.0
 */
export interface ReplayStatus extends JournalStatus {
  /** Milliseconds since the check began, by the clock of the suite. */
  readonly timeMs: number;
  /** Number of the client within the check, from 1. */
  readonly client: number;
  /** Number of the call within the check, from 1, over all clients. */
  readonly call: number;
  /** The RPC, such as `Build`. */
  readonly method: string;
}

/**
 * Makes the replay file of a requirement that was violated, with which `conformance --replay FILE` runs its
 * counterexample against any target. Undefined when there is no counterexample.
 *
 * @since 0.1.0
 */
export function replayFileOf(
  { id, counterexample }: RequirementReport,
  { revision, target }: Pick<Report, 'revision' | 'target'>,
): ReplayFile | undefined {
  if (counterexample === undefined) return undefined;
  const { seed, path, schedule, value, what, expected, seen, journal }: Counterexample = counterexample;
  return {
    schema: 1,
    requirement: id,
    seed,
    path,
    ...(schedule === undefined ? {} : { schedule }),
    revision,
    target,
    value,
    what,
    expected,
    seen,
    messages: journal.flatMap(messageOf),
    statuses: journal.flatMap(({ timeMs, client, call, method, status }) =>
      status === undefined ? [] : [{ timeMs, client, call, method, ...status }],
    ),
  };
}

function messageOf({ timeMs, client, call, method, kind, bytes }: JournalEntry): readonly ReplayMessage[] {
  if (bytes === undefined) return [];
  return [{ timeMs, client, call, method, direction: kind === 'sent' ? 'request' : 'response', bytes }];
}
