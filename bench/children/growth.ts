/** What was held at some time of a run. */
export interface Sample {
  readonly minute: number;
  readonly megabytes: number;
}

/**
 * The median of the slopes between any two samples of the latter half: in the first one, code becomes what it will be,
 * and now and then a large message is still on its way, which a mean would take for growth.
 */
export function growthPerMinute(samples: readonly Sample[]): number {
  const late = samples.slice(Math.floor(samples.length / 2));
  const slopes = late
    .flatMap((from, i) => late.slice(i + 1).map((to) => (to.megabytes - from.megabytes) / (to.minute - from.minute)))
    .toSorted((a, b) => a - b);
  return slopes[Math.floor(slopes.length / 2)] ?? Number.NaN;
}
