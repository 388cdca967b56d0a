import { unambiguous } from '../../words/unambiguous.js';

/**
 * What cannot be read as what a build told; `code` is `'BAD_IMPORT'`. The message says where, and what to do about it.
 *
 * @since 0.1.0
 */
export class ImportError extends Error {
  /** Always `'BAD_IMPORT'`, to tell it from other errors. */
  readonly code = 'BAD_IMPORT';
  /** The line of the text, counted from 1; absent where it is not about one. */
  readonly line?: number;

  constructor(message: string, line?: number) {
    super(unambiguous(line === undefined ? message : `line ${line}: ${message}`));
    this.name = 'ImportError';
    if (line !== undefined) this.line = line;
  }
}
