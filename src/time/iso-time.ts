/** A clock's `now` as ISO 8601 in UTC. */
export function isoTime(now: number): string {
  return new Date(now).toISOString();
}
