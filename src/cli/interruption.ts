const names = ['SIGINT', 'SIGTERM'] as const;

/** Aborts its signal when the process is asked to end; the second time, the process ends at once, as usual. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #abort = (): void => {
    this.ignore();
    this.#controller.abort();
  };

  constructor() {
    for (const name of names) process.once(name, this.#abort);
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
    for (const name of names) process.off(name, this.#abort);
  }
}
