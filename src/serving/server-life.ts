import type { Leftover } from '../playback/quiescence/not-quiescent-error.js';
import type { Stage } from '../playback/stage.js';
import type { Waits } from '../playback/waits.js';
import type { FaultDeath } from '../scenarios/model/fault-script.js';

/** One life of a server process; what it keeps ends with it. */
export interface ServerLife extends Stage {
  /** Calls that wait for other calls. */
  readonly waits: Waits;
  /** Stops everything that runs; nothing of it is heard any more. */
  end(): void;
  /** What its clients have left in it, where somebody asks for that: sessions and processes. */
  leftovers(): readonly Leftover[];
}

/** Called when the server dies. */
export type OnDeath = (reason: string, death: FaultDeath) => void;
