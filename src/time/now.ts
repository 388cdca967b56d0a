/**
 * The wall clock, in milliseconds since the Unix epoch: for deadlines that come from outside as instants of it, and for what
 * people are told of the time of day. It may be set back at any time: nothing else may be measured by it. Whoever counted
 * those deadlines may have replaced the global `Date`: hence that one, and not Node's own.
 */
export function nowMs(): number {
  return globalThis.Date.now();
}
