/** What came of an exercise: plain data. */
export interface Outcome {
  readonly name: string;
  readonly promise: string;
  readonly unit: string;
  /** How much was done, in the unit. */
  readonly done: number;
  readonly rounds: number;
  readonly seconds: number;
  /** How often the promise was broken. */
  readonly broken: number;
  readonly first?: Breakage;
  /** By how much the heap grew between the end of the first third and the end; undefined with less than three rounds. */
  readonly heapGrowthMb?: number;
  /** The heap at the end, after a collection. */
  readonly heapMb: number;
}

/** The first time that a promise was broken. */
export interface Breakage {
  /** The round's; the run's, where no one round broke it. */
  readonly seed: number;
  /** So many rounds from that seed on show it; undefined where the whole run does. */
  readonly rounds?: number;
  readonly what: string;
}
