import type { Scenario } from '../model/scenario.js';

/**
 * A scenario made of real builds.
 *
 * @since 0.1.0
 */
export interface ImportedBuilds {
  /** It plays the builds again. */
  readonly scenario: Scenario;
  /** What was guessed, or is not in the scenario, a line each. */
  readonly notes: readonly string[];
}
