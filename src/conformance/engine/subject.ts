import type { BuildxVersion } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import type { WaitingClock } from '../../time/clock.js';
import type { Refusal } from './flakiness.js';

/** What is examined, as far as the engine knows it. */
export interface Subject {
  readonly kind: 'address' | 'container' | 'fake';
  /** Names the target in messages to people. */
  readonly address: string;
  readonly revision: Revision;
  /** What it says of itself. */
  readonly info: BuildxVersion;
  /** How it was asked in vain until it answered for the first time. None by default. */
  readonly refusals?: readonly Refusal[];
  /** The fake's quirks; undefined for all others. */
  readonly quirks?: 'all' | 'none' | readonly string[];
  /**
   * The time that passes there: by it the suite waits for answers, which takes no longer than it takes the clock to get
   * there. Default: the wall clock's.
   */
  readonly clock?: WaitingClock;
  /** Stops it, dead or alive, and starts it again at the same address; resolves when it answers. */
  restart?(): Promise<void>;
}
