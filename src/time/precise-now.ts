import { performanceNow, timeOrigin } from './host.js';

/**
 * Milliseconds, with fractions of them, that nobody can set back: for telling what came first, and how much time is over.
 * They count from the Unix epoch as the wall clock was when the process began.
 */
export function preciseNowMs(): number {
  return timeOrigin + performanceNow();
}
