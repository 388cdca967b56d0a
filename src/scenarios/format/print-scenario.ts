import type { Scenario } from '../model/scenario.js';
import { unambiguousYaml } from '../../words/unambiguous-yaml.js';
import { unambiguousJson } from '../../words/unambiguous.js';
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
  if (format === 'json') return `${unambiguousJson(data, 2)}\n`;
  const { Document, visit } = yaml();
  return unambiguousYaml({ visit }, new Document(data, { aliasDuplicateObjects: false }));
}
