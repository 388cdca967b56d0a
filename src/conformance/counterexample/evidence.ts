import { journalOf } from '../report/journal.js';
import type { Counterexample } from '../engine/report.js';
import type { RecordedEvent } from '../trial/recording.js';
import { stepsOf } from '../trial/steps.js';
import type { Violation } from '../engine/violation.js';

/** What one execution showed. Only the one that is reported is made into a counterexample. */
export interface Evidence {
  readonly violation: Violation;
  readonly events: readonly RecordedEvent[];
  readonly tookMs: number;
  readonly schedule?: readonly string[];
}

/** What else is known of the execution. */
export type Circumstances = Pick<Counterexample, 'seed' | 'path' | 'value' | 'reruns'>;

export function counterexampleOf(
  { violation, events, tookMs, schedule }: Evidence,
  known: Circumstances,
): Counterexample {
  const { what, expected, seen } = violation;
  const order = schedule === undefined ? {} : { schedule };
  return { ...known, what, expected, seen, tookMs, ...order, steps: stepsOf(events), journal: journalOf(events) };
}
