import { toMilliseconds } from '../../time/duration.js';

/** A hundred years: sums of such times stay exact enough, and nobody means more. */
export const longestMs = 100 * 365 * 24 * 3_600_000;

/** Whether a duration in a text is longer than that; other texts are not. */
export function isTooLong(text: string): boolean {
  return /^(\d{1,12}(\.\d{1,12})?(ms|s|m|h)){1,10}$/.test(text) && toMilliseconds(text) > longestMs;
}
