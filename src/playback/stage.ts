import type { Journal } from '../journal/journal.js';
import type { FaultDeath } from '../scenarios/model/fault-script.js';
import type { Timekeeper } from '../time/clock.js';
import type { Barriers } from './barriers.js';

/** Where a script is played: one life of a fake server, of whichever service. */
export interface Stage {
  /** False once the server has died: what still runs of that life is no longer heard. */
  readonly alive: boolean;
  readonly clock: Timekeeper;
  readonly journal: Journal;
  readonly barriers: Barriers;
  /** The server dies: every connection is dropped, every session forgotten. Never resolves: nobody is left to answer. */
  die(reason: string, death?: FaultDeath): Promise<never>;
}
