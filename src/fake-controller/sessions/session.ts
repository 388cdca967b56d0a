import type { BuildOptions } from '../../protocol/messages.js';
import { CancellationSource } from '../../time/cancellation.js';
import type { BuildResult } from '../builds/build-result.js';
import type { StatusFeed } from '../builds/status-feed.js';
import type { StdinPipe } from '../builds/stdin-pipe.js';
import type { ProcessManager } from '../processes/process-manager.js';

/** What the server keeps for one ref (docs/real-controller.md §4). */
export class Session {
  readonly ref: string;
  /** A Build runs: another is refused with `build ongoing`. */
  building = false;
  /** Progress of the running build; of the last one too, where Status may still ask for it. */
  feed: StatusFeed | undefined;
  /** Stdin of the running or last build; never reset. */
  stdin: StdinPipe | undefined;
  result: BuildResult | undefined;
  /** Of the last build that left a result; from 0.11. */
  options: BuildOptions | undefined;
  processes: ProcessManager;
  /** Calls the running build off. */
  cancellation = new CancellationSource();

  constructor(ref: string, processes: ProcessManager) {
    this.ref = ref;
    this.processes = processes;
  }
}
