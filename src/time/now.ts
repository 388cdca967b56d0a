/** The wall clock, in milliseconds since the Unix epoch: for deadlines that come from outside as instants of it. */
export function nowMs(): number {
  return Date.now();
}
