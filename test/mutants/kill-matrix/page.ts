import { requirements } from '../../../src/conformance/requirements/index.js';
import { mutants } from '../../../src/mutants/index.js';
import { equivalents, shared, survivors, untested } from '../untested.js';
import { seeds, type Kill } from './kill.js';
import { company, neverAlone } from './never-alone.js';

/** So many of the other requirements that notice a mutant are named. */
const named = 6;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (text: string | number): string => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function few(ids: readonly string[]): string {
  const more = ids.length > named ? ` and ${ids.length - named} more` : '';
  return ids.length === 0 ? 'none' : `${ids.slice(0, named).join(', ')}${more}`;
}

/** The mutant with which a requirement is nearest to being alone, and who is there as well. */
function nearest(id: string, kills: readonly Kill[]): string {
  const own = kills.filter(({ killers }) => killers.includes(id));
  const best = own.toSorted((one, other) => company(id, one).length - company(id, other).length)[0];
  return best === undefined ? 'no mutant' : `\`${best.name}\`, with ${few(company(id, best))}`;
}

function does({ name, does: text }: Kill): string {
  const revision = mutants.find((mutant) => mutant.name === name)?.revision;
  return revision === undefined ? text : `${text} (revision \`${revision}\`)`;
}

/** `docs/mutants.md`. */
export function page(kills: readonly Kill[], runs: number): string {
  const lived = kills.filter(({ caught }) => caught < seeds.length);
  const observed = requirements.filter(({ level }) => level === 'OBSERVED').map(({ id }) => id);
  return `# Mutants

What holds the conformance suite: controllers that are broken on purpose, each in one small way, and the requirement
that must notice. \`buildx-testkit conformance --mutant NAME\` shows what the suite says of one, \`--mutant list\` their names.
Made by \`npm run kill-matrix\`; \`-- --missing\` takes only the mutants that are new or changed. The tests hold each against its
requirement, and a few against the whole suite: other ones every day, or those of \`MUTANT_SAMPLE=N\`, which their title tells.

${kills.length} mutants; with seeds ${seeds.join(', ')} and the default number of runs ${kills.length - lived.length} are caught by
their requirement with every seed${lived.length === 0 ? '.' : `, the others with some: ${lived.map(({ name, caught }) => `\`${name}\` (${caught} of ${seeds.length})`).join(', ')}.`}
*Noticed at* is what the requirement looked at when it was violated. *Runs* is how many executions that took, and *steps* how
many the counterexample has after shrinking: medians over the seeds. *Also caught by* is from one more pass of the whole suite
over each mutant, in which a property was given ${runs} runs at most.

${table(
  ['mutant', 'what it does', 'caught by', 'noticed at', 'runs', 'steps', 'also caught by'],
  kills.map((one) => [
    `\`${one.name}\``,
    does(one),
    one.requirement,
    one.noticed,
    one.runs,
    one.steps,
    few(one.killers.filter((id) => id !== one.requirement)),
  ]),
)}

## Requirements without a mutant

Never violated, since they are only observed: ${observed.join(', ')}.

${Object.entries(untested)
  .map(([id, why]) => `- ${id}: ${why}`)
  .join('\n')}

## Requirements that are never the only one to notice

Not counting those that look at everything at once, and so notice what others do as well: the models LIST-009 and MODEL-*,
and XPORT-013 and XPORT-014, which judge what all checks leave behind. Every other requirement is the only one to notice
some mutant.

${table(
  ['requirement', 'nearest to being alone', 'why it is never alone'],
  neverAlone(kills).map((id) => [id, nearest(id, kills), shared[id] ?? '']),
)}

## Survivors

Deviations that a client could see, and no requirement notices yet.

${survivors.map(({ name, does, why }) => `- \`${name}\`: ${does} ${why}`).join('\n')}

## Equivalent mutants

Deviations that no requirement may notice.

${equivalents.map(({ name, does, argument }) => `- \`${name}\`: ${does} ${argument}`).join('\n')}
`;
}
