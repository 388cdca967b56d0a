import { Date } from './host.js';
/** A clock's `now` as ISO 8601 in UTC. */
export function isoTime(now: number): string {
  return new Date(now).toISOString();
}

/** The instant that an ISO 8601 text names, in milliseconds since the Unix epoch. */
export function timeOfIso(text: string): number {
  return Date.parse(text);
}
