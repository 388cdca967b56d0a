/**
 * The wall clock, in milliseconds since the Unix epoch: for deadlines that users give as instants, and for showing the
 * time of day. It may be set back at any time, so nothing else may be measured by it. It calls the global `Date` rather
 * than Node's own, because a test runner may have replaced that, and the deadlines were counted by it.
 */
export function nowMs(): number {
  return globalThis.Date.now();
}
