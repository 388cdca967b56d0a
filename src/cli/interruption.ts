const names = ['SIGINT', 'SIGTERM'] as const;

/**
 * Aborts its signal when the process is asked to end; the second time, the process ends at once, as usual. It goes on to
 * listen for that: a signal that comes while a listener is taken away is lost.
 */
export class Interruption {
  static #heard = false;
  readonly #controller = new AbortController();
  readonly #hear = (name: NodeJS.Signals): void => {
    if (this.signal.aborted) {
      this.ignore();
      process.kill(process.pid, name);
      return;
    }
    Interruption.#heard = true;
    this.#controller.abort();
  };

  constructor() {
    for (const name of names) process.on(name, this.#hear);
  }

  /** Whether this process was asked to end. */
  static get everHappened(): boolean {
    return Interruption.#heard;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get happened(): Promise<void> {
    const { signal } = this.#controller;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Lets a signal end the process as usual from now on. */
  ignore(): void {
    for (const name of names) process.off(name, this.#hear);
  }
}
