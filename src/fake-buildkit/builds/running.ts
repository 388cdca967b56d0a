import type { BuildResult } from '../../playback/results/build-result.js';
import { Container } from '../../serving/processes/container.js';
import type { Process } from '../../serving/processes/process.js';

/** A container that a client has made, and what runs in it. */
export class Running {
  readonly result: BuildResult;
  readonly container = new Container(false);
  readonly #processes = new Set<Process>();

  constructor(result: BuildResult) {
    this.result = result;
  }

  add(process: Process): void {
    this.#processes.add(process);
    void process.ended.then((end) => {
      this.#processes.delete(process);
      this.container.leave(process, end);
    });
  }

  get count(): number {
    return this.#processes.size;
  }

  killAll(): void {
    for (const process of this.#processes) process.kill();
  }
}
