import { toScenario } from '../to-scenario.js';
import type { ImportedBuilds } from './imported-builds.js';
import { isBundle } from './is-bundle.js';
import { readText } from './read-text.js';
import { inOrder, scriptOf } from './told-build.js';

/** Reads what was told, in whichever form it is. @throws ImportError with the place of what cannot be read */
export async function readBuilds(
  source: string | Uint8Array,
  exact: boolean,
  name: string | undefined,
): Promise<ImportedBuilds> {
  const told =
    typeof source !== 'string' && isBundle(source)
      ? await (await import('./read-bundle.js')).readBundle(source)
      : [readText(typeof source === 'string' ? source : Buffer.from(source).toString('utf8'))];
  const imported = told.map((build) => scriptOf({ ...build, ...(name !== undefined && { name }) }, exact));
  const builds = inOrder(imported.map(({ script }) => script));
  return { scenario: toScenario({ builds }), notes: imported.flatMap(({ notes }) => notes) };
}
