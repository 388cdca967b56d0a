/** A text that is no journal; `code` is `'BAD_JOURNAL'`. */
export class JournalError extends Error {
  readonly code = 'BAD_JOURNAL';

  constructor(line: number, message: string) {
    super(`not a journal: line ${line}: ${message}`);
    this.name = 'JournalError';
  }
}
