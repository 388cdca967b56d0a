import type { Journal } from '../journal/journal.js';
import type { FaultDeath } from '../scenarios/model/fault-script.js';
import type { Timekeeper } from '../time/clock.js';
import type { Barriers } from './barriers.js';

/** Where a script is played: one life of a fake server, of whichever service. */
export interface Stage {
  /** False once the server has died: what still runs of that life is not heard any more. */
  readonly alive: boolean;
  readonly clock: Timekeeper;
  readonly journal: Journal;
  readonly barriers: Barriers;
  /**
   * Kills the server: every connection is dropped, and every session is forgotten. Never resolves, because nobody is
   * left to answer.
   */
  die(reason: string, death?: FaultDeath): Promise<never>;
}
