import type { JournalBound } from '../journal/journal-bound.js';
import type { OnStuck } from '../playback/on-stuck.js';
import type { OnUnhandledRequest } from '../playback/script-library.js';
import type { ScenarioInput } from '../scenarios/to-scenario.js';
import type { ClockMode } from '../time/clock.js';
import type { Scheduler, TaskScheduler } from '../time/scheduler.js';

/**
 * How any fake is started; every part has a default.
 *
 * @since 0.1.0
 */
export interface FakeOptions {
  /** What it plays. Default: any build succeeds, and a few programs exist. */
  readonly scenario?: ScenarioInput;
  /** Everything that is left to chance follows from it; a whole number. Default 0. */
  readonly seed?: number;
  /** Whether races of the real server have their usual outcome, or one drawn from the seed. Default `'usual'`. */
  readonly races?: 'usual' | 'seeded';
  /** How time passes. Default `'auto'`: it jumps to the next timer when nothing else can happen. */
  readonly clock?: ClockMode;
  /**
   * The order of what could happen at once, in process: as things come up (`'arrival'`, the default), as drawn from the
   * seed (`'seeded'`), or as fast-check's `fc.scheduler()`, an interleaving or another scheduler chooses. A real clock
   * takes no notice of it.
   */
  readonly schedule?: 'arrival' | 'seeded' | TaskScheduler | Scheduler;
  /**
   * The instant at which virtual time begins: a date, or milliseconds since the Unix epoch. Default
   * 2023-04-03T00:00:00Z.
   */
  readonly epoch?: Date | number;
  /** What becomes of a request that the scenario does not know. Default `'error'`. */
  readonly onUnhandledRequest?: OnUnhandledRequest;
  /**
   * What becomes of a call of a client in this process that only another call could move, when nobody makes that one.
   * It is noticed under an `auto` clock, while the fake listens nowhere. Default `'warn'`: told once, with who waits
   * for what since when.
   */
  readonly onStuck?: OnStuck;
  /** How much the journal keeps: `{entries: 1000, bytes: 10_000_000}`, or one of the two. Default: everything, until it is cleared. */
  readonly journal?: JournalBound;
  /** Where warnings go. Default: the process' own. */
  readonly warn?: (text: string) => void;
}
