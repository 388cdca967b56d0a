/** One thing that a script asks of a request, and what the request has there. */
export interface Comparison {
  /** The part of the request, such as `buildArgs.VERSION` or `exports[0].type`. */
  readonly path: string;
  /** What is asked for, as people read it. */
  readonly expected: string;
  /** What is there, as people read it. */
  readonly seen: string;
  readonly matches: boolean;
}

/** One more difference between any request and a script with `once` that is used up. */
export const usedUp: Comparison = { path: 'once', expected: 'not used yet', seen: 'used up', matches: false };

/** The comparisons that keep a script from matching. */
export function mismatches(comparisons: readonly Comparison[]): readonly Comparison[] {
  return comparisons.filter(({ matches }) => !matches);
}
