import { checkArgument, checkOptions } from '../../options/check.js';
import { oneOf, text as aText } from '../../options/rules.js';
import type { Scenario } from '../model/scenario.js';
import { checkScenario } from '../schema/check-scenario.js';
import { ScenarioError, type ScenarioProblem } from '../scenario-error.js';
import { toData } from '../to-data.js';
import { readText } from './read-text.js';
import type { ScenarioFormat } from './scenario-format.js';

/** At most so many problems are told, because it takes time to say where each is. */
const mostProblems = 500;

/**
 * How a scenario's text is to be read.
 *
 * @since 0.1.0
 */
export interface ParseOptions {
  /** The text's format. Default `yaml`. */
  readonly format?: ScenarioFormat;
  /** Names the text in messages to people. Default `scenario`. */
  readonly filename?: string;
}

/**
 * Reads a scenario from text; a key `$schema` at its top, for editors, is passed over.
 * @throws ScenarioError with everything that is wrong, each with file, line and column; ArgumentError
 * @example const scenario = parseScenario('builds: [{ vertices: [{ name: RUN make, takes: 3s }] }]');
 * @since 0.1.0
 */
export function parseScenario(text: string, options: ParseOptions = {}): Scenario {
  checkArgument('parseScenario', 'text', text, aText);
  checkOptions('parseScenario', options, { format: oneOf(['yaml', 'json'], { yml: 'yaml' }), filename: aText });
  const { data, placeOf } = readText(text, options.format ?? 'yaml', options.filename ?? 'scenario');
  const [first, ...others] = problemsOf(data)
    .slice(0, mostProblems)
    .map((problem) => ({ ...problem, ...placeOf(problem.path) }))
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ path, message, place }) => ({ path, message, place }));
  if (first !== undefined) throw new ScenarioError([first, ...others]);
  const { $schema: _, ...scenario } = data as Scenario & { readonly $schema?: string };
  // Aliases share the value that they stand for; this copies it, because parts of a scenario share nothing.
  return toData<Scenario>(scenario);
}

function problemsOf(data: unknown): readonly ScenarioProblem[] {
  try {
    return checkScenario(toData<unknown>(data));
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
}
