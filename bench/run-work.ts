import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Row } from './report/row.js';
import { summarise } from './report/summarise.js';
import { baseline } from './subjects/index.js';
import type { Subject } from './subjects/subject.js';
import type { Prepared, Timing, Work } from './works/work.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Measures all subjects in turns, so many rounds, after they were warmed up. */
export async function runWork(
  work: Work,
  subjects: readonly Subject[],
  rounds: number,
  timing: Timing,
): Promise<readonly Row[]> {
  const prepared = await Promise.all(
    subjects.map(async (subject) => ({
      ...(await work.prepare(subject, timing)),
      name: subject.name,
      samples: new Array<number>(),
    })),
  );
  for (const each of prepared) await warmUp(each, timing);
  for (let round = 0; round < rounds; round++) {
    // Nobody is always the first.
    const first = round % prepared.length;
    for (const each of [...prepared.slice(first), ...prepared.slice(0, first)]) each.samples.push(await sampled(each));
  }
  for (const { close } of prepared) await close();
  const base = prepared.find(({ name }) => name === baseline)?.samples ?? [];
  return prepared.map(({ name, samples }) =>
    summarise({ work: work.name, subject: name, unit: work.unit }, samples, base),
  );
}

/** Until its code is optimised, about. */
async function warmUp(each: Prepared, { warmUpMs }: Timing): Promise<void> {
  const until = performance.now() + warmUpMs;
  do await sampled(each);
  while (performance.now() < until);
}

async function sampled({ clean, sample }: Prepared): Promise<number> {
  await clean?.();
  collectGarbage();
  return sample();
}
