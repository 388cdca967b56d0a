import type { StatusResponse, Timestamp } from '../protocol/messages.js';
import type { RecordedTime } from '../scenarios/model/recorded-build.js';
import { callsOf } from './seen-calls.js';
import type { Recording } from './recording.js';

const nanosPerSecond = 1_000_000_000n;
/** The seconds of Go's time that was never set: the year 1. */
const goZeroSeconds = -62_135_596_800n;

/** Turns a message's times into milliseconds after the start of its build. */
export type TimeBase = (timestamp: Timestamp) => RecordedTime;

/**
 * Makes a time base.
 *
 * @param began milliseconds since the Unix epoch, with fractions
 */
export function timeBase(began: number): TimeBase {
  const base = nanosOf(began);
  return ({ seconds, nanos }) => {
    if (seconds === goZeroSeconds && nanos === 0) return 'zero';
    return Number(seconds * nanosPerSecond + BigInt(nanos) - base) / 1e6;
  };
}

/**
 * The instant of a recording's time 0. Where it is not told, each message is taken to be as old as the latest time in
 * it.
 */
export function epochOf(recording: Recording): number {
  if (recording.epoch !== undefined) return recording.epoch;
  const guesses = callsOf(recording, 'Status').flatMap(({ responses }) =>
    responses.flatMap(({ time, message }) => timesIn(message).map((stamp) => stamp - time)),
  );
  return guesses.reduce((latest, guess) => Math.max(latest, guess), 0);
}

function timesIn({ vertices, statuses, logs }: StatusResponse): readonly number[] {
  const stamps = [
    ...vertices.flatMap(({ started, completed }) => [started, completed]),
    ...statuses.flatMap(({ timestamp, started, completed }) => [timestamp, started, completed]),
    ...logs.map(({ timestamp }) => timestamp),
  ];
  return stamps.flatMap((stamp) => (stamp === undefined ? [] : [Number(stamp.seconds) * 1000 + stamp.nanos / 1e6]));
}

function nanosOf(ms: number): bigint {
  const whole = Math.floor(ms);
  return BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1e6));
}
