import * as fc from 'fast-check';
import { goldenStep, mixed } from '../../time/mixed.js';
import type { Target } from '../../conformance/trial/target.js';
import { intents } from '../../conformance/arbitraries/intents.js';
import type { Intent } from '../../conformance/model/intent.js';
import { commandWeights } from '../../conformance/requirements/histories/sequences.js';
import { namedHistories } from './named-histories.js';

/** What clients do, before it is known what there is to do it to. */
export interface History {
  /** Its number in the run, from 0. */
  readonly number: number;
  /** The case of the catalogue that it brings about; undefined for one that was drawn. */
  readonly name?: string;
  readonly intents: readonly Intent[];
}

/** The most that is drawn for a history; what means nothing where it stands is passed over. */
const mostIntents = 24;

const themes = Object.values(commandWeights).map((weights) => intents({ weights, maxLength: mostIntents }));

/** The generator of the history of that number, and what makes it draw that one. */
export function drawn(
  seed: number,
  number: number,
): { readonly arbitrary: fc.Arbitrary<readonly Intent[]>; readonly parameters: fc.Parameters<[readonly Intent[]]> } {
  const arbitrary = themes[number % themes.length] ?? fc.constant([]);
  const named = namedHistories[number];
  const parameters = { seed: mixed(seed + Math.imul(number + 1, goldenStep)), numRuns: 1, endOnFailure: false };
  return { arbitrary, parameters: named === undefined ? parameters : { ...parameters, examples: [[named.intents]] } };
}

/** The history of that number: those of the catalogue come first, and then those that are drawn. */
export function historyOf(seed: number, number: number): History {
  const named = namedHistories[number];
  if (named !== undefined) return { number, ...named };
  const { arbitrary, parameters } = drawn(seed, number);
  const [found = []] = fc.sample(arbitrary, { seed: parameters.seed ?? 0, numRuns: 1 });
  return { number, intents: found };
}

/** Whether a target has what the histories are about. */
export function canPlay({ fixtures }: Pick<Target, 'fixtures'>): boolean {
  return fixtures.programs !== undefined && fixtures.builds.takesLong !== undefined;
}
