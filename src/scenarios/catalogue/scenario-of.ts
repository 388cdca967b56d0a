import type { Scenario } from '../model/scenario.js';
import { toScenario } from '../to-scenario.js';
import type { CatalogueEntry } from './entry.js';

/** The plain scenario of an entry, with the entry's name and title in it. */
export function scenarioOf({ name, title, scenario }: CatalogueEntry): Scenario {
  return toScenario({ name, description: title, ...scenario });
}
