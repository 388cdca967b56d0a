/** What was measured of one subject at one work. */
export interface Row {
  readonly work: string;
  readonly subject: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** To the baseline: the median of the quotients of the rounds; null when the baseline was not measured. */
  readonly ratio: number | null;
}
