import type { Scenario } from '../model/scenario.js';
import { toData } from '../to-data.js';
import type { ScenarioFormat } from './scenario-format.js';
import { yaml } from './yaml.js';

/**
 * The text of a scenario's file; `parseScenario` gives the same scenario back.
 *
 * @example await writeFile('make.yaml', printScenario(toScenario({ builds: [build().named('make')] })));
 * @since 0.1.0
 */
export function printScenario(scenario: Scenario, format: ScenarioFormat = 'yaml'): string {
  const data = toData<Scenario>(scenario);
  if (format === 'json') return `${JSON.stringify(data, undefined, 2)}\n`;
  return yaml().stringify(data, { lineWidth: 0, aliasDuplicateObjects: false });
}
