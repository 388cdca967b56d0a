import type { BuildOptions } from '../../protocol/messages.js';
import { CancellationSource } from '../../time/cancellation.js';
import type { BuildResult } from '../builds/build-result.js';
import type { StatusFeed } from '../builds/status-feed.js';
import type { StdinPipe } from '../builds/stdin-pipe.js';
import type { ProcessManager } from '../processes/process-manager.js';

/** What the server keeps for one ref (docs/real-controller.md §4). */
export class Session {
  readonly ref: string;
  /** Whether a Build runs; another one is refused with `build ongoing`. */
  building = false;
  /** Progress of the running build, or of the last one where Status may still ask for it. */
  feed: StatusFeed | undefined;
  /** Stdin of the running build or of the last one; never reset. */
  stdin: StdinPipe | undefined;
  result: BuildResult | undefined;
  /** Options of the last build that left a result; from 0.11. */
  options: BuildOptions | undefined;
  processes: ProcessManager;
  /** Cancels the running build. */
  cancellation = new CancellationSource();

  constructor(ref: string, processes: ProcessManager) {
    this.ref = ref;
    this.processes = processes;
  }
}
