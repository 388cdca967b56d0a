import type { Scenario } from './model/scenario.js';
import { checkScenario } from './schema/check-scenario.js';
import { ScenarioError } from './scenario-error.js';
import { toData } from './to-data.js';
import type { Written } from './written.js';

/** A scenario as code writes it: plain data, in which builders, regular expressions and bytes may stand. */
export type ScenarioInput = Written<Scenario>;

/**
 * The plain data of a scenario, checked; it shares nothing with what was given.
 * @throws ScenarioError with everything that is wrong with it.
 * @example toScenario({ builds: [build().add(vertex('[1/1] RUN make').exits(2))] })
 */
export function toScenario(input: ScenarioInput): Scenario {
  const scenario = toData<Scenario>(input);
  const [first, ...others] = checkScenario(scenario);
  if (first !== undefined) throw new ScenarioError([first, ...others]);
  return scenario;
}
