import type { Reruns } from './report.js';

/** `it failed 5 of 5 times: always, so it is no race`, or `it failed 2 of 5 times: a race`. */
export function rerunsText({ failed, of }: Reruns): string {
  const times = `it failed ${failed} of ${of} times`;
  return failed === of ? `${times}: always, so it is no race` : `${times}: a race`;
}
