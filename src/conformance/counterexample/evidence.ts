import { flakyText, type Refused } from '../flakiness.js';
import { journalOf } from '../report/journal.js';
import type { Counterexample } from '../engine/report.js';
import type { RecordedEvent } from '../trial/recording.js';
import { stepsOf } from '../trial/steps.js';
import type { Violation } from '../engine/violation.js';

/** What one execution showed; it is made into a counterexample only when it is the one that is reported. */
export interface Evidence {
  readonly violation: Violation;
  readonly events: readonly RecordedEvent[];
  readonly tookMs: number;
  readonly schedule?: readonly string[];
  /** Undefined where the target is gone. */
  readonly refused?: Refused;
}

/** What else is known of the execution. */
export type Circumstances = Pick<Counterexample, 'seed' | 'path' | 'value' | 'reruns'>;

export function counterexampleOf(
  { violation, events, tookMs, schedule, refused }: Evidence,
  known: Circumstances,
): Counterexample {
  const { what, expected, seen } = violation;
  const order = schedule === undefined ? {} : { schedule };
  const { failed = 0, of = 0 } = known.reruns ?? {};
  const text = refused === undefined ? undefined : flakyText(refused, failed < of);
  const flaky = text === undefined ? {} : { flaky: text };
  const whole = { steps: stepsOf(events), journal: journalOf(events) };
  return { ...known, what, expected, seen, tookMs, ...flaky, ...order, ...whole };
}
