import type { FaultLibrary } from '../playback/faults/fault-library.js';
import type { ScriptLibrary } from '../playback/script-library.js';
import type { Stage } from '../playback/stage.js';
import type { Waits } from '../playback/waits.js';
import type { BuildxVersion } from '../protocol/messages.js';
import type { Revision } from '../protocol/revision.js';
import type { Random } from '../time/random.js';
import type { QuirkName } from './quirks/catalogue.js';

/** One life of the server, but for its sessions: how it behaves, and what it plays. */
export interface Server extends Stage {
  readonly revision: Revision;
  readonly info: BuildxVersion;
  readonly random: Random;
  readonly scripts: ScriptLibrary;
  readonly faults: FaultLibrary;
  readonly waits: Waits;
  has(quirk: QuirkName): boolean;
  /** Decides a race of the real server; the first outcome is the usual one. */
  race<T>(outcomes: readonly [T, ...T[]]): T;
}
