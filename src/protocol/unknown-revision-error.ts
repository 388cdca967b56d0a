/**
 * A name of no revision, and of no release that speaks one; the text lists those that there are.
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
