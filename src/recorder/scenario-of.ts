import type { Scenario } from '../scenarios/model/scenario.js';
import { toScenario } from '../scenarios/to-scenario.js';
import { buildsOf } from './builds-of.js';
import { programsOf } from './programs-of.js';
import type { Recording } from './recording.js';

/**
 * Makes a scenario that plays a recorded session again: builds are known by their options, whatever their session's
 * ref, and say exactly what they said, at the same times; programs read and write as they did. What was not seen is
 * refused.
 */
export function scenarioOf(recording: Recording): Scenario {
  return toScenario({ builds: buildsOf(recording), programs: programsOf(recording) });
}
