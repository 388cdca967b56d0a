import { Date } from './host.js';
/** A clock's `now` as ISO 8601 in UTC. */
export function isoTime(now: number): string {
  return new Date(now).toISOString();
}

/** The instant that an ISO 8601 text names, in milliseconds since the Unix epoch. */
export function timeOfIso(text: string): number {
  return Date.parse(text);
}

/** A moment in whole seconds since the Unix epoch as ISO 8601 in UTC, without a fraction: `1970-01-01T00:00:00Z`. */
export function isoSeconds(seconds: number): string {
  return isoTime(Math.floor(seconds) * 1000).replace('.000Z', 'Z');
}

/** That moment as libraries want it. */
export function dateOfSeconds(seconds: number): InstanceType<typeof Date> {
  return new Date(seconds * 1000);
}
