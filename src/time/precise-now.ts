import { performanceNow, timeOrigin } from './host.js';
/** The wall clock, in milliseconds since the Unix epoch with fractions of them: for telling what came first. */
export function preciseNowMs(): number {
  return timeOrigin + performanceNow();
}
