import { flakyText, type Refused } from './flakiness.js';
import type { Counterexample } from './report.js';
import type { Observed } from './service.js';
import type { Violation } from './violation.js';

/** What one execution showed. Only the one that is reported is made into a counterexample. */
export interface Evidence extends Omit<Observed, 'refused'> {
  readonly violation: Violation;
  /** Undefined where the subject is gone. */
  readonly refused?: Refused;
}

/** What else is known of the execution. */
export type Circumstances = Pick<Counterexample, 'seed' | 'path' | 'value' | 'reruns'>;

export function counterexampleOf(
  { violation, shown, tookMs, schedule, refused }: Evidence,
  known: Circumstances,
): Counterexample {
  const { what, expected, seen } = violation;
  const order = schedule === undefined ? {} : { schedule };
  const { failed = 0, of = 0 } = known.reruns ?? {};
  const text = refused === undefined ? undefined : flakyText(refused, failed < of);
  const flaky = text === undefined ? {} : { flaky: text };
  return { ...known, what, expected, seen, tookMs, ...flaky, ...order, ...shown() };
}
