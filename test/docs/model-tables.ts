import { defaultFixtures } from '../../src/conformance/fixtures/default-fixtures.js';
import { intents } from '../../src/conformance/arbitraries/intents.js';
import { distributionOf, type Distribution } from '../../src/conformance/model/distribution.js';
import { longestSequence, sequenceSize } from '../../src/conformance/requirements/histories/sequence.js';
import { commandWeights, mostIntents } from '../../src/conformance/requirements/histories/sequences.js';

const sequences = 500;
const seed = 1;

/** The requirements whose sequences are looked at. */
export const modelIds = Object.keys(commandWeights) as readonly ModelId[];

type ModelId = keyof typeof commandWeights;

const drawn = new Map<ModelId, Distribution>();

/** What the sequences of one of them are made of: drawn when it is first asked for, which takes a while. */
export function distributionFor(id: ModelId): Distribution {
  const known = drawn.get(id);
  if (known !== undefined) return known;
  const stock = { revision: '0.12', fixtures: defaultFixtures, ...sequenceSize } as const;
  const options = { stock, sessions: sequenceSize.sessions, longest: longestSequence, sequences, seed };
  const weights = commandWeights[id];
  const distribution = distributionOf(intents({ weights, maxLength: mostIntents }), options);
  drawn.set(id, distribution);
  return distribution;
}

/** The tables of docs/model.md. */
export function modelTables(): string {
  const ids = modelIds;
  const all = ids.map(distributionFor);
  const kinds = [...new Set(all.flatMap(({ kinds: counts }) => Object.keys(counts)))].toSorted();
  const depths = all[0]?.depths.map(({ upTo }) => upTo) ?? [];
  return [
    `Of ${sequences} sequences each, with seed ${seed} and all fixtures there, at revision \`0.12\`: how often a command`,
    'was done, and in brackets how often it was drawn and left out.',
    '',
    `| command | ${ids.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(ids.length)}`,
    ...kinds.map((kind) => `| \`${kind}\` | ${all.map(({ kinds: counts }) => shown(counts[kind])).join(' | ')} |`),
    `| left out of all drawn | ${all.map(({ rejected }) => `${Math.round(rejected * 100)} %`).join(' | ')} |`,
    '',
    'How many sequences came to so many commands that were done:',
    '',
    `| commands | ${ids.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(ids.length)}`,
    ...depths.map(
      (upTo, index) => `| ${upTo - 9}-${upTo} | ${all.map((one) => one.depths[index]?.sequences).join(' | ')} |`,
    ),
  ].join('\n');
}

function shown(count: { readonly done: number; readonly rejected: number } | undefined): string {
  if (count === undefined) return '';
  return count.rejected === 0 ? `${count.done}` : `${count.done} (${count.rejected})`;
}
