import type { Revision } from '../../protocol/revision.js';
import type { Counterexample, JournalEntry, JournalStatus, Report, RequirementReport } from '../engine/report.js';

/** All that shows one counterexample again, and what went over the wire when it was found: a file of its own. */
export interface ReplayFile {
  readonly schema: 1;
  /** The requirement's ID. */
  readonly requirement: string;
  readonly seed: number;
  /** fast-check's path; empty for a check without input. */
  readonly path: string;
  /** The order of events that was drawn, where the target lets it be chosen. */
  readonly schedule?: readonly string[];
  readonly revision: Revision;
  /** Where it was found. */
  readonly target: Report['target'];
  /** The generated input, as text; null for a check without input. */
  readonly value: string | null;
  readonly what: string;
  readonly expected: string;
  readonly seen: string;
  /** Every message both ways, byte for byte, in the order in which the client saw them. */
  readonly messages: readonly ReplayMessage[];
  /** How calls ended. */
  readonly statuses: readonly ReplayStatus[];
}

export interface ReplayMessage {
  readonly timeMs: number;
  readonly client: number;
  readonly call: number;
  readonly method: string;
  readonly direction: 'request' | 'response';
  /** In base64. */
  readonly bytes: string;
}

export interface ReplayStatus extends JournalStatus {
  readonly timeMs: number;
  readonly client: number;
  readonly call: number;
  readonly method: string;
}

/**
 * The replay file of a requirement that was violated: `conformance --replay FILE` runs its counterexample against any
 * target. Undefined when there is no counterexample.
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
