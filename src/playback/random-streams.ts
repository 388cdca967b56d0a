/**
 * Those who draw by the seed of a fake. Each has a stream of draws of its own, so that none depends on how often
 * another draws.
 */
export const randomStreams = {
  /** What the server leaves to chance. */
  server: 0,
  /** The order of events. */
  order: 1,
  /** The refs of sessions that the fake's own clients open. */
  refs: -1,
  /** The first fault; each one that comes into use later has the next stream. */
  faults: 2,
} as const;
