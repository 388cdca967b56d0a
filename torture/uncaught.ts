/** Errors that nobody caught, and rejections that nobody handled, in this process. */
export class Uncaught {
  readonly #errors: string[] = [];
  readonly #listener = (error: unknown): void => {
    this.#errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };

  constructor() {
    process.on('uncaughtException', this.#listener);
    process.on('unhandledRejection', this.#listener);
  }

  /** Those since the last time. */
  take(): readonly string[] {
    return this.#errors.splice(0);
  }

  stop(): void {
    process.off('uncaughtException', this.#listener);
    process.off('unhandledRejection', this.#listener);
  }
}
