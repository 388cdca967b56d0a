/** One thing that a script asks of a request, and what the request has there. */
export interface Comparison {
  /** Such as `buildArgs.VERSION` or `exports[0].type`. */
  readonly path: string;
  /** What is asked for, as people read it. */
  readonly expected: string;
  /** What is there, as people read it. */
  readonly seen: string;
  readonly matches: boolean;
}

/** A script that is used `once` has been: one more difference between it and any request. */
export const usedUp: Comparison = { path: 'once', expected: 'not used yet', seen: 'used up', matches: false };

/** Those that stand in the way of a match. */
export function mismatches(comparisons: readonly Comparison[]): readonly Comparison[] {
  return comparisons.filter(({ matches }) => !matches);
}
