import { performanceNow, timeOrigin } from './host.js';

/**
 * Milliseconds with fractions, of a clock that nobody can set back: for telling what came first and how much time has
 * passed. They count from the Unix epoch as the wall clock had it when the process began.
 */
export function preciseNowMs(): number {
  return timeOrigin + performanceNow();
}
