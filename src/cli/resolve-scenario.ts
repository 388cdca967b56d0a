import { didYouMean } from '../words/nearest.js';
import { catalogue } from '../scenarios/catalogue/index.js';
import { scenarioOf } from '../scenarios/catalogue/scenario-of.js';
import { loadScenario } from '../scenarios/format/load-scenario.js';
import { formatOf } from '../scenarios/format/scenario-format.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import type { Declared } from './declared.js';
import { recordedSessions } from './recorded-sessions.js';
import { UsageError } from './usage-error.js';

/** A scenario, and where it comes from. */
export interface ResolvedScenario {
  readonly scenario: Scenario;
  /** The file that it was read from, which may change; undefined for a scenario of the catalogue. */
  readonly file?: string;
  /** How it is to be played, as the catalogue says. */
  readonly declared?: Declared;
}

/**
 * Finds the scenario of a file (`.yaml`, `.yml`, `.json`), or the one of that name in the catalogue.
 * @throws ScenarioError when the file cannot be played, UsageError when there is neither.
 */
export async function resolveScenario(nameOrPath: string): Promise<ResolvedScenario> {
  if (formatOf(nameOrPath) !== undefined) return { scenario: await loadScenario(nameOrPath), file: nameOrPath };
  const entry = catalogue.find(({ name }) => name === nameOrPath);
  if (entry !== undefined) return { scenario: scenarioOf(entry), declared: { ...entry } };
  const recorded = recordedSessions().find(({ name }) => name === nameOrPath);
  if (recorded !== undefined) return { scenario: await loadScenario(recorded.file), declared: { ...recorded } };
  throw new UsageError(
    `${unknownName(nameOrPath)}: give a file (.yaml, .yml or .json) or a name of "buildx-testkit scenarios list"`,
  );
}

/** Says `no scenario is named "…"`, and the name that was probably meant. */
export function unknownName(name: string): string {
  const names = [...catalogue, ...recordedSessions()].map((known) => known.name);
  return `no scenario is named ${JSON.stringify(name)}${didYouMean(name, names)}`;
}
