import { requirements } from '../../../../src/conformance/requirements/index.js';
import { equivalents, shared, survivors, untested } from '../../../../src/conformance/targets/mutants/untested.js';
import { seeds, type Kill } from './kill.js';

/** So many of the other requirements that notice a mutant are named. */
const named = 6;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (text: string | number): string => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function others({ killers, mutant }: Kill): string {
  const rest = killers.filter((id) => id !== mutant.requirement);
  const more = rest.length > named ? ` and ${rest.length - named} more` : '';
  return rest.length === 0 ? 'none' : `${rest.slice(0, named).join(', ')}${more}`;
}

/** Judged requirements that are never the only one to notice a mutant. */
function neverAlone(kills: readonly Kill[]): readonly string[] {
  const alone = new Set(kills.flatMap(({ killers }) => (killers.length === 1 ? killers : [])));
  return requirements.filter(({ id, level }) => level !== 'OBSERVED' && !alone.has(id)).map(({ id }) => id);
}

/** The mutants that a requirement notices, with the fewest other requirements that do. */
function company(id: string, kills: readonly Kill[]): string {
  const own = kills.filter(({ killers }) => killers.includes(id));
  const best = own.toSorted((a, b) => a.killers.length - b.killers.length)[0];
  if (best === undefined) return 'no mutant';
  const rest = best.killers.filter((other) => other !== id);
  const more = rest.length > named ? ` and ${rest.length - named} more` : '';
  return `\`${best.mutant.name}\`, with ${rest.slice(0, named).join(', ')}${more}`;
}

/** `docs/mutants.md`. */
export function page(kills: readonly Kill[], runs: number): string {
  const lived = kills.filter(({ caught }) => caught < seeds.length);
  const observed = requirements.filter(({ level }) => level === 'OBSERVED').map(({ id }) => id);
  return `# Mutants

What holds the conformance suite: controllers that are broken on purpose, each in one small way, and the requirement
that must notice. \`buildx-testkit conformance --mutant NAME\` shows what the suite says of one, \`--mutant list\` their names.
Made by \`npm run kill-matrix\`.

${kills.length} mutants; with seeds ${seeds.join(', ')} and the default number of runs ${kills.length - lived.length} are caught by
their requirement with every seed${lived.length === 0 ? '.' : `, the others with some: ${lived.map(({ mutant, caught }) => `\`${mutant.name}\` (${caught} of ${seeds.length})`).join(', ')}.`}
*Runs* is how many executions that took, and *steps* how many the counterexample has after shrinking: medians over the seeds.
*Also caught by* is from one more pass of the whole suite over each mutant, in which a property was given ${runs} runs at most.

${table(
  ['mutant', 'what it does', 'caught by', 'runs', 'steps', 'also caught by'],
  kills.map((one) => [
    `\`${one.mutant.name}\``,
    one.mutant.does + (one.mutant.revision === undefined ? '' : ` (revision \`${one.mutant.revision}\`)`),
    one.mutant.requirement,
    one.runs,
    one.steps,
    others(one),
  ]),
)}

## Requirements without a mutant

Never violated, since they are only observed: ${observed.join(', ')}.

${Object.entries(untested)
  .map(([id, why]) => `- ${id}: ${why}`)
  .join('\n')}

## Requirements that are never the only one to notice

The reason says why: mostly, that others look at the same exchange. They are here for the sentence that a report then tells.

${table(
  ['requirement', 'nearest to being alone', 'reason'],
  neverAlone(kills).map((id) => [id, company(id, kills), shared[id] ?? untested[id] ?? '']),
)}

## Survivors

Deviations that a client could see, and no requirement notices yet.

${survivors.map(({ name, does, why }) => `- \`${name}\`: ${does} ${why}`).join('\n')}

## Equivalent mutants

Deviations that no requirement may notice.

${equivalents.map(({ name, does, argument }) => `- \`${name}\`: ${does} ${argument}`).join('\n')}
`;
}
