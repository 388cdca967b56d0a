import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { knownDefects } from '../../../src/conformance/diagnosis/defect-matrix.js';
import { mutants } from '../../../src/mutants/index.js';
import type { Mutant } from '../../../src/mutants/mutant.js';
import { keepAlive } from '../../../src/time/keep-alive.js';
import { Random } from '../../../src/time/random.js';
import { verdictsOn } from '../verdict-on.js';
import { both } from './both.js';
import { page } from './page.js';
import { readTrials, type Trial, trialOf, writeTrials } from './trial.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'docs/diagnosis.md' },
    runs: { type: 'string', default: '4' },
    /** Every so manieth mutant is tried alone. */
    every: { type: 'string', default: '4' },
    /** So many pairs of mutants are tried. */
    pairs: { type: 'string', default: '50' },
    /** The seeds of the mutants alone and of the pairs; the matrix is made with seed 1. */
    seed: { type: 'string', default: '2' },
    'pair-seed': { type: 'string', default: '3' },
    /** Only writes the page again, by what is known. */
    page: { type: 'boolean', default: false },
  },
});

function pairs(count: number, seed: number): readonly (readonly [Mutant, Mutant])[] {
  const random = new Random(seed);
  const found: (readonly [Mutant, Mutant])[] = [];
  while (found.length < count) {
    const [one, other] = random.shuffle(mutants);
    if (one !== undefined && other !== undefined && one.revision === other.revision) found.push([one, other]);
  }
  return found;
}

async function tried(defects: readonly Mutant[], mutant: Mutant, seed: number): Promise<Trial> {
  const trial = trialOf(defects, seed, await verdictsOn(mutant, { runs: Number(values.runs), seed, shrinkMs: 0 }));
  process.stderr.write(`${mutant.name}: ${Object.keys(trial.violated).join(' ')}\n`);
  return trial;
}

async function measured(): Promise<readonly Trial[]> {
  const [every, seed, pairSeed] = [Number(values.every), Number(values.seed), Number(values['pair-seed'])];
  const trials: Trial[] = [];
  for (const mutant of mutants.filter((_, index) => index % every === 0)) {
    trials.push(await tried([mutant], mutant, seed));
  }
  for (const pair of pairs(Number(values.pairs), pairSeed)) trials.push(await tried(pair, both(...pair), pairSeed));
  return trials;
}

if (!values.page) writeTrials(await keepAlive(measured));
writeFileSync(values.out, page(readTrials(), knownDefects()));
