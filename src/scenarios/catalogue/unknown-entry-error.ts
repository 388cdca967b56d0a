import { didYouMean } from '../../words/nearest.js';

/**
 * A name that the catalogue does not have; `code` is `'UNKNOWN_CATALOGUE_ENTRY'`.
 *
 * @since 0.1.0
 */
export class UnknownEntryError extends Error {
  /** Always `'UNKNOWN_CATALOGUE_ENTRY'`, to tell it from other errors. */
  readonly code = 'UNKNOWN_CATALOGUE_ENTRY';

  constructor(name: string, names: readonly string[]) {
    super(`no scenario of the catalogue is named ${JSON.stringify(name)}${didYouMean(name, names)}`);
    this.name = 'UnknownEntryError';
  }
}
