import type { Load, Subject } from '../subjects/subject.js';

export interface Timing {
  /** For so long, about, everything is done before it is measured. */
  readonly warmUpMs: number;
  /** How long a sample of something that is repeated takes, about. */
  readonly sampleMs: number;
  /** How long a sample of something takes that is about long runs. */
  readonly minutes: number;
}

/** One subject, ready to be measured. */
export interface Prepared {
  /** Before each sample, unmeasured. */
  readonly clean?: () => void | Promise<void>;
  /** One measurement, in the work's unit. */
  readonly sample: () => Promise<number>;
}

/** What is measured. */
export interface Work {
  readonly name: string;
  /** Those that end in `/s` are rates, of which more is better; of all others less is. */
  readonly unit: string;
  /** What is measured is no time: several subjects may be measured at once. */
  readonly timeless?: true;
  /** Each sample has a new process, which nothing has warmed up: one is enough to have its files read. */
  readonly fresh?: true;
  /** At most so many rounds, where each takes long and no target is a ratio to the baseline. */
  readonly rounds?: number;
  /** Not measured unless asked for by name. */
  readonly optional?: true;
  /** Takes minutes: not measured unless long runs are asked for, or this by name. */
  readonly long?: true;
  /** By name, where it makes sense for some only. All by default. */
  readonly subjects?: readonly string[];
  /**
   * Made once, and not where anything is measured: the engine would learn there that messages are kept, and put those
   * that are decoded while it measures where they are dear to collect.
   */
  load(): Promise<Load>;
  prepare(subject: Subject, load: Load, timing: Timing): Promise<Prepared>;
}
