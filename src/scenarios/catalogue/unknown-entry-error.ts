import { nearest } from '../schema/nearest.js';

/**
 * A name that the catalogue does not have; `code` is `'UNKNOWN_CATALOGUE_ENTRY'`.
 *
 * @since 0.1.0
 */
export class UnknownEntryError extends Error {
  /** Always `'UNKNOWN_CATALOGUE_ENTRY'`, to tell it from other errors. */
  readonly code = 'UNKNOWN_CATALOGUE_ENTRY';

  constructor(name: string, names: readonly string[]) {
    const meant = nearest(name, names);
    const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
    super(`no scenario of the catalogue is named ${JSON.stringify(name)}${hint}`);
    this.name = 'UnknownEntryError';
  }
}
