import { isDeepStrictEqual } from 'node:util';
import type { Scenario } from './model/scenario.js';
import { checkScenario } from './schema/check-scenario.js';
import { ScenarioError } from './scenario-error.js';
import { toData } from './to-data.js';
import type { Written } from './written.js';

/**
 * A scenario as code writes it: plain data, in which builders, regular expressions and bytes may stand.
 *
 * @since 0.1.0
 */
export type ScenarioInput = Written<Scenario>;

/**
 * Turns what was written into the plain data of a scenario, and checks it. The result shares nothing with what was
 * given.
 *
 * @throws ScenarioError with everything that is wrong with it.
 * @example toScenario({ builds: [build().add(vertex('[1/1] RUN make').exits(2))] })
 * @since 0.1.0
 */
export function toScenario(input: ScenarioInput): Scenario {
  return checked(toData<Scenario>(input));
}

/** The scenario that was made of each input the last time. */
const known = new WeakMap<object, Scenario>();

/**
 * Does the same as {@link toScenario}, but gives the same frozen object for an input that has not changed, without
 * checking it again: tests start with the same scenario again and again.
 * @throws ScenarioError as {@link toScenario} does
 */
export function knownScenario(input: ScenarioInput): Scenario {
  const data = toData<Scenario>(input);
  const before = known.get(input);
  if (before !== undefined && isDeepStrictEqual(before, data)) return before;
  const scenario = frozen(checked(data));
  known.set(input, scenario);
  return scenario;
}

/** Freezes all levels, so that whoever shares the data can rely on it. */
function frozen<T>(data: T): T {
  if (typeof data !== 'object' || data === null) return data;
  for (const value of Object.values(data)) frozen(value);
  return Object.freeze(data);
}

function checked(scenario: Scenario): Scenario {
  const [first, ...others] = checkScenario(scenario);
  if (first !== undefined) throw new ScenarioError([first, ...others]);
  return scenario;
}
