import { classesOf } from '../../../src/conformance/diagnosis/defect-class.js';
import type { DefectMatrix } from '../../../src/conformance/diagnosis/defect-matrix.js';
import { scoreOf } from './score.js';
import type { Trial } from './trial.js';

/** `docs/diagnosis.md`. */
export function page(trials: readonly Trial[], matrix: DefectMatrix): string {
  const of = (count: number): readonly Trial[] => trials.filter(({ defects }) => defects.length === count);
  const row = (count: number, first: number): string => {
    const { found, trials: tried } = scoreOf(of(count), matrix, first);
    return `| ${count === 1 ? 'one defect' : 'two defects'} | first ${first} | ${found} of ${tried} | ${Math.round((100 * found) / tried)} % |`;
  };
  const missed = [...scoreOf(of(1), matrix, 3).missed, ...scoreOf(of(2), matrix, 5).missed];
  const seeds = [...new Set(trials.map(({ seed }) => seed))].join(' and ');
  const { defects } = matrix;
  const known = defects.flatMap(({ violates }) => Object.values(violates));
  const looked = known.filter((places) => places.some((place) => matrix.looks[place] !== ''));
  return `# Diagnosis

A run with violations ends with their likely causes: the known defects that explain most of them with least. A report in
JSON has them as \`diagnosis\`. \`--mutant NAME\` serves the suite a controller that has such a defect, to compare with.

The known defects are the mutants of [mutants.md](mutants.md). \`assets/known-defects.json\`, which \`npm run kill-matrix\`
writes, tells which requirements each of them violates, and what each requirement looked at when it noticed: ${defects.length}
defects in ${classesOf(matrix).length} classes. Defects that violate the same requirements at the same looks are one class, because the suite
cannot tell them apart. At what they looked is recorded for ${looked.length} of the ${known.length} violations.

A defect weighs the more, the more of the violations are its own and the rarer each of them is among all defects, and the
less, the more requirements held that it violates. What the best defect explains is set aside, and the rest is explained
by the next, until nothing explains the rest better than chance.

## How often it is right

Measured on mutants alone, and on pairs of mutants in one controller, with the seeds ${seeds}, which the matrix
does not know. A trial counts as found when all its defects are among the first suspects: the causes, then the
alternatives. Made by \`npm run diagnosis\`.

| what is wrong | among | found | share |
| --- | --- | --- | --- |
${[row(1, 1), row(1, 3), row(2, 2), row(2, 5)].join('\n')}

Not found among the first three, or five, and what was suspected instead:

${missed.map((one) => `- ${one.replace(/: $/, ': nothing')}`).join('\n')}
`;
}
