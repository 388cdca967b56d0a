/**
 * A text that is no journal; `code` is `'BAD_JOURNAL'`.
 *
 * @since 0.1.0
 */
export class JournalError extends Error {
  /** Always `'BAD_JOURNAL'`, to tell it from other errors. */
  readonly code = 'BAD_JOURNAL';

  constructor(line: number, message: string) {
    super(`not a journal: line ${line}: ${message}`);
    this.name = 'JournalError';
  }
}
