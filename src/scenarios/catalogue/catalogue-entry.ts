import { checkArgument } from '../../options/check.js';
import { text } from '../../options/rules.js';
import type { CatalogueEntry } from './entry.js';
import { catalogue } from './index.js';
import { UnknownEntryError } from './unknown-entry-error.js';

/**
 * The edge case of that name.
 * @throws UnknownEntryError; ArgumentError for what is no text
 * @example
 * const { scenario, revision = '2023-04', quirks = {} } = catalogueEntry('two-subscribers');
 * const fake = await FakeController.start({ scenario, revision, quirks });
 * @since 0.1.0
 */
export function catalogueEntry(name: string): CatalogueEntry {
  checkArgument('catalogueEntry', 'name', name, text);
  const found = catalogue.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  throw new UnknownEntryError(
    name,
    catalogue.map((entry) => entry.name),
  );
}
