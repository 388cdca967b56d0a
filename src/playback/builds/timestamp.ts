import type { Init, Timestamp } from '../../protocol/messages.js';

/** The timestamp of milliseconds since the Unix epoch, whole or not. */
export function timestamp(ms: number): Timestamp {
  const seconds = Math.floor(ms / 1000);
  return { seconds: BigInt(seconds), nanos: Math.round((ms - seconds * 1000) * 1e6) };
}

/** Since the Unix epoch. */
export function nanoseconds({ seconds = 0n, nanos = 0 }: Init<Timestamp>): bigint {
  return seconds * 1_000_000_000n + BigInt(nanos);
}
