import type { BuildxVersion } from '../protocol/messages.js';
import type { Revision } from '../protocol/revision.js';
import type { FaultDeath } from '../scenarios/model/fault-script.js';
import type { Timekeeper } from '../time/clock.js';
import type { Random } from '../time/random.js';
import type { Barriers } from '../playback/barriers.js';
import type { FaultLibrary } from '../playback/faults/fault-library.js';
import type { Journal } from '../journal/journal.js';
import type { QuirkName } from './quirks/catalogue.js';
import type { ScriptLibrary } from '../playback/script-library.js';
import type { Waits } from '../playback/waits.js';
import type { SessionTable } from './sessions/session-table.js';

/** What handlers work with: one life of the server. */
export interface Context {
  /** False once the server has died: what still runs of that life is not heard any more. */
  readonly alive: boolean;
  readonly revision: Revision;
  readonly info: BuildxVersion;
  readonly clock: Timekeeper;
  readonly random: Random;
  readonly journal: Journal;
  readonly barriers: Barriers;
  readonly sessions: SessionTable;
  readonly scripts: ScriptLibrary;
  readonly faults: FaultLibrary;
  readonly waits: Waits;
  has(quirk: QuirkName): boolean;
  /** Decides a race of the real server; the first outcome is the usual one. */
  race<T>(outcomes: readonly [T, ...T[]]): T;
  /**
   * Kills the server: every connection is dropped, and every session is forgotten. Never resolves, because nobody is
   * left to answer.
   */
  die(reason: string, death?: FaultDeath): Promise<never>;
}
