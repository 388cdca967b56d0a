import type { BuildOptions } from '../../protocol/messages.js';
import type { CancellationSource } from '../../time/cancellation.js';
import type { BuildResult } from '../../playback/results/build-result.js';
import type { StatusFeed } from '../../playback/progress/status-feed.js';
import type { StdinPipe } from '../builds/stdin-pipe.js';
import type { ProcessManager } from '../processes/process-manager.js';

/** The last build of a session: replaced as a whole when it begins and when it ends. */
export type SessionBuild = RunningBuild | EndedBuild;

/** Another Build of the session is refused with `build ongoing`. */
export interface RunningBuild extends BuildEnds {
  readonly state: 'running';
  readonly feed: StatusFeed;
  readonly result?: undefined;
}

export interface EndedBuild extends BuildEnds {
  readonly state: 'over';
  /** Where Status may still ask for the progress of a build that is over. */
  readonly feed: StatusFeed | undefined;
  readonly result: BuildResult | undefined;
}

interface BuildEnds {
  readonly stdin: StdinPipe;
  /** Calls the build off. */
  readonly cancellation: CancellationSource;
}

/** What the server keeps for one ref (docs/real-controller.md §4). */
export class Session {
  readonly ref: string;
  build: SessionBuild;
  processes: ProcessManager;
  /** Options of the last build that left a result; from 0.11. */
  options: BuildOptions | undefined;

  constructor(ref: string, build: SessionBuild, processes: ProcessManager) {
    this.ref = ref;
    this.build = build;
    this.processes = processes;
  }

  get building(): boolean {
    return this.build.state === 'running';
  }

  /** What is left of the last build; undefined while one runs. */
  get result(): BuildResult | undefined {
    return this.build.result;
  }
}
