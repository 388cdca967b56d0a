import type { Failure } from './failure.js';

/** What passes by itself: a registry or a builder that is overloaded, restarted or cut off for a moment. */
const passing = [
  /\b(?:429 Too Many Requests|500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b/,
  /\b(?:TLS handshake timeout|i\/o timeout|connection refused|connection reset by peer)\b/,
  /\bUnavailable\b|error reading from server: EOF|\bunexpected EOF\b/,
];

/**
 * Whether the same build may succeed in a minute. A command of the Dockerfile never counts, whatever it says: if it has to be
 * tried again, that is for the Dockerfile to say, and a test that fails now and then must not pass by being run until it does.
 */
export function isTransient({ step, message }: Failure): boolean {
  if (step !== undefined && /^\[[^\]]*\] RUN /.test(step)) return false;
  return passing.some((pattern) => pattern.test(message));
}
