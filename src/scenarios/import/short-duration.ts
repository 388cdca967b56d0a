import type { Duration } from '../../time/duration.js';

/** Whole milliseconds as people write them: `250ms`, `1.25s`. */
export function shortDuration(ms: number): Duration {
  return ms < 1000 ? `${ms}ms` : `${ms / 1000}s`;
}
