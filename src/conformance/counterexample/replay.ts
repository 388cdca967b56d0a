import { checkArgument } from '../../options/check.js';
import { having } from '../../options/rules.js';
import type { Revision } from '../../protocol/revision.js';
import type { WrittenCallEntry } from '../../journal/written-entry.js';
import type { Counterexample, Report, RequirementReport } from '../engine/report.js';

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
  /** What happened on its calls, each message as its bytes. */
  readonly journal: readonly Omit<WrittenCallEntry, 'message'>[];
}

/**
 * Makes the replay file of a requirement that was violated, with which `conformance --replay FILE` runs its
 * counterexample against any target. Undefined when there is no counterexample.
 *
 * @since 0.1.0
 */
export function replayFileOf(
  requirement: RequirementReport,
  report: Pick<Report, 'revision' | 'target'>,
): ReplayFile | undefined {
  checkArgument('replayFileOf', 'requirement', requirement, having('the report of a requirement', 'id', 'title'));
  checkArgument('replayFileOf', 'report', report, having('the report that it is in', 'revision', 'target'));
  const { id, counterexample } = requirement;
  const { revision, target } = report;
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
    journal: journal.map(({ message: _message, ...entry }) => entry),
  };
}
