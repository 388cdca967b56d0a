import type { Fixtures } from '../fixtures/fixtures.js';
import { readDataFile } from './data-file.js';
import { fixturesSchema } from '../fixtures/fixtures-schema.js';

/**
 * Reads fixtures from a YAML or JSON file: `builds` (options in the fields of BuildOptions), and `programs` (each in
 * the fields of InvokeConfig) if there are any.
 * @throws ConfigurationError
 * @example
 * const target = await addressTarget('unix:///run/controller.sock', { fixtures: await readFixtures('fixtures.yaml') });
 * @since 0.1.0
 */
export async function readFixtures(file: string): Promise<Fixtures> {
  return readDataFile<Fixtures>(file, fixturesSchema);
}
