import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { didYouMean } from '../conformance/nearest.js';
import { loadScenario } from '../scenarios/format/load-scenario.js';
import { formatOf } from '../scenarios/format/scenario-format.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import { UsageError } from './usage-error.js';

/** A scenario, and where it comes from. */
export interface ResolvedScenario {
  readonly scenario: Scenario;
  /** The file that it was read from, which may change; undefined for one of the catalogue. */
  readonly file?: string;
}

const catalogue = new URL('../scenarios/catalogue/', import.meta.url);

/**
 * The scenario of a file (`.yaml`, `.yml`, `.json`), or the catalogue's of that name.
 * @throws ScenarioError when the file cannot be played, UsageError when there is neither.
 */
export async function resolveScenario(nameOrPath: string): Promise<ResolvedScenario> {
  if (formatOf(nameOrPath) !== undefined) return { scenario: await loadScenario(nameOrPath), file: nameOrPath };
  const names = catalogueNames();
  if (!names.includes(nameOrPath)) {
    throw new UsageError(
      `no scenario is named ${JSON.stringify(nameOrPath)}${didYouMean(nameOrPath, names)}: ` +
        `give a file (.yaml, .yml or .json) or one of ${names.join(', ')}`,
    );
  }
  return { scenario: await loadScenario(fileURLToPath(new URL(`${nameOrPath}.yaml`, catalogue))) };
}

/** Names of the catalogue's files, such as `recorded/good-build`. */
function catalogueNames(): readonly string[] {
  return readdirSync(catalogue, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => path.slice(0, -'.yaml'.length).replaceAll('\\', '/'))
    .toSorted();
}
