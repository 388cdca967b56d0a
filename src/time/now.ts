/**
 * The wall clock, in milliseconds since the Unix epoch: for deadlines that come from outside as instants of it. Whoever
 * counted them may have replaced the global `Date`: hence that one, and not Node's own.
 */
export function nowMs(): number {
  return globalThis.Date.now();
}
