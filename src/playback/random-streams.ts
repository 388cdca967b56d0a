/** Who draws by the seed of a fake: each has a stream of draws of its own, so that none tells anything of another's. */
export const randomStreams = {
  /** What the server leaves to chance. */
  server: 0,
  /** The order of events. */
  order: 1,
  /** The first fault; each that comes into use after it has the next one. */
  faults: 2,
} as const;
