/** What was held at some time of a run. */
export interface Sample {
  readonly minute: number;
  readonly megabytes: number;
}

/** The slope of the line that lies nearest to all samples of the latter half: in the first one, code becomes what it will be. */
export function growthPerMinute(samples: readonly Sample[]): number {
  const late = samples.slice(Math.floor(samples.length / 2));
  const minute = mean(late.map((sample) => sample.minute));
  const megabytes = mean(late.map((sample) => sample.megabytes));
  const together = late.reduce((sum, sample) => sum + (sample.minute - minute) * (sample.megabytes - megabytes), 0);
  return together / late.reduce((sum, sample) => sum + (sample.minute - minute) ** 2, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
