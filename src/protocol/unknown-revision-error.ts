/**
 * A revision that this package does not speak; the text lists those that it does.
 *
 * @since 0.1.0
 */
export class UnknownRevisionError extends Error {
  /** Always `'UNKNOWN_REVISION'`, to tell it from other errors. */
  readonly code = 'UNKNOWN_REVISION';

  constructor(revision: string, known: readonly string[]) {
    super(`unknown revision ${JSON.stringify(revision)}; the revisions are ${known.join(', ')}`);
    this.name = 'UnknownRevisionError';
  }
}
