import type { SeenProcess } from './seen-process.js';

/** The processes of one session, and the container that they run in (docs/real-controller.md §6). */
export class SeenSession {
  readonly #processes = new Map<string, SeenProcess>();
  #first: SeenProcess | undefined;
  #unavailable = false;

  get(id: string): SeenProcess | undefined {
    return this.#processes.get(id);
  }

  /** Starts a process. Where the container cannot be used, or is to be made anew, the others are killed. */
  start(id: string, process: SeenProcess): void {
    if (this.#unavailable || process.config.rollback) this.end();
    this.#first ??= process;
    this.#processes.set(id, process);
  }

  kill(id: string): void {
    this.#processes.get(id)?.kill();
    this.#processes.delete(id);
    this.#unavailable = true;
  }

  /** Ends the session: everything is killed, and the container is gone. */
  end(): void {
    for (const process of this.#processes.values()) process.kill();
    this.#processes.clear();
    this.#first = undefined;
    this.#unavailable = false;
  }

  /**
   * Called when a process has ended by itself. If it failed, or was the container's first, the container can no longer
   * be used.
   */
  forget(process: SeenProcess): void {
    for (const [id, known] of this.#processes) {
      if (known !== process) continue;
      this.#processes.delete(id);
      if (process.failed || process === this.#first) this.#unavailable = true;
    }
  }
}
