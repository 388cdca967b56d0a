import type { Stage } from '../../playback/stage.js';

/** What a server may do to its processes that a good one does not; a controller's quirks of the same names. */
export type ProcessQuirk = 'unnoticed-exit' | 'lost-exits' | 'silent-ends-race' | 'detached-output-lost';

/** The server in which a process runs. */
export interface ProcessHost extends Pick<Stage, 'clock' | 'barriers'> {
  has(quirk: ProcessQuirk): boolean;
  /** Decides a race of the real server; the first outcome is the usual one. */
  race<T>(outcomes: readonly [T, ...T[]]): T;
}

/** What is known of a process whoever started it. */
export interface ProcessConfig {
  /** Whether it has a terminal. */
  readonly tty: boolean;
}
