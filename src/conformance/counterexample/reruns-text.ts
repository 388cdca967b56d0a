import type { Counterexample, Reruns } from '../engine/report.js';

/**
 * Says how often a counterexample failed again: `it failed 5 of 5 times: always, so it is no race`, `it failed 2 of 5
 * times: a race`, or `it failed 0 of 25 times: a race that did not come again`. Where the order of events was chosen,
 * it is the same each time, so that this does not tell a race from a fault of logic.
 */
export function rerunsText({ failed, of }: Reruns, schedule: Counterexample['schedule']): string {
  const times = `it failed ${failed} of ${of} times`;
  if (failed === 0) return `${times}: a race that did not come again`;
  if (failed < of) return `${times}: a race`;
  return schedule === undefined ? `${times}: always, so it is no race` : `${times} in the same order of events`;
}
