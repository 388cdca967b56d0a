/** What an exercise is given. */
export interface Setting {
  /** A directory of its own, which is removed afterwards. */
  readonly directory: string;
  /** Further Node programs, by path, under which the same must come out. */
  readonly nodes: readonly string[];
}

/** One way to maltreat the fake or the suite, and what must hold all the same. */
export interface Exercise {
  readonly name: string;
  /** What is held, in one sentence. */
  readonly promise: string;
  /** What is counted as done, in the plural. */
  readonly unit: string;
  /** Its part of the time of a whole run, against the shares of the others. */
  readonly share: number;
  /** By how many MB the heap may have grown after the first third; not judged by default. */
  readonly heapMb?: number;
  open(setting: Setting): Promise<Running>;
}

/** An exercise that was begun. */
export interface Running {
  /** One piece of work, a second or so, which follows from its seed alone. Rejects where the promise is broken. */
  round(seed: number): Promise<Round>;
  /** Ends it. Rejects where something is left that should not be. */
  close(): Promise<void>;
}

/** What a round came to. */
export interface Round {
  /** How much was done, in the exercise's unit. */
  readonly done: number;
  /** In words: what broke, and with what input; undefined when all held. */
  readonly broken?: string;
}
