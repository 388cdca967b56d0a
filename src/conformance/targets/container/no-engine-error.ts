/**
 * No container engine answers; `code` is `'NO_ENGINE'`. The message says in one line what was looked for.
 *
 * @since 0.1.0
 */
export class NoEngineError extends Error {
  /** Always `'NO_ENGINE'`, to tell it from other errors. */
  readonly code = 'NO_ENGINE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NoEngineError';
  }
}
