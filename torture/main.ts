import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { list, wholeNumber } from '../src/cli/option-values.js';
import { exercises } from './exercises/index.js';
import type { Exercise } from './exercise.js';
import type { Outcome } from './outcome.js';
import { breakagesOf } from './report/breakages.js';
import { doneIn, toTable } from './report/table.js';
import type { Effort } from './run-rounds.js';
import { supervise } from './supervise.js';

interface Options {
  readonly seconds: number;
  readonly rounds?: number;
  readonly only?: readonly string[];
  readonly seed?: number;
  readonly node: readonly string[];
  readonly json?: string;
  readonly list?: boolean;
}

const examples = `
Examples:
  npm run torture
      all of it, in about six minutes
  npm run torture -- --only frames,messages --seconds 60
      two exercises, half a minute each
  npm run torture -- --only files --seed 12 --rounds 1
      one round again, as a failure prints it
  npm run torture -- --only determinism --node /opt/node-24/bin/node
      the same journals under another Node

Exit codes: 0 all held; 1 something broke; 2 bad usage.
`;

const program = new Command('npm run torture --')
  .description('Maltreats the fake and the conformance suite, and tells what held: see docs/robustness.md.')
  .option('--seconds <N>', 'how long all exercises together go on with new input', wholeNumber(1), 360)
  .option('--rounds <N>', 'at most so many rounds of each exercise', wholeNumber(1))
  .option('--only <NAMES>', 'only these exercises', list)
  .option('--seed <N>', 'what all input follows from (default: random)', wholeNumber(0))
  .option(
    '--node <PATH>',
    'another Node whose journals must be the same; repeatable',
    (path, all: string[]) => [...all, path],
    [],
  )
  .option('--json <FILE>', 'also write the outcomes to FILE')
  .option('--list', 'print the exercises, one a line, and run nothing')
  .addHelpText('after', examples)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

/** Runs them one after another, each in its share of the time. */
async function torture(
  all: readonly Exercise[],
  { seconds, rounds, seed = randomInt(2 ** 31), node, json }: Options,
): Promise<number> {
  const shares = all.reduce((sum, { share }) => sum + share, 0);
  const began = performance.now();
  const outcomes: Outcome[] = [];
  process.stderr.write(`seed ${seed}\n`);
  for (const exercise of all) {
    const span = { seed, seconds: (seconds * exercise.share) / shares, nodes: node };
    outcomes.push(await watched(exercise, rounds === undefined ? span : { ...span, rounds }));
    // At once: whoever interrupts it has what there is.
    if (json !== undefined)
      writeFileSync(json, `${JSON.stringify({ seed, seconds, node: process.version, outcomes }, undefined, 2)}\n`);
  }
  const took = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write(`${toTable(outcomes)}\n${breakagesOf(outcomes, seconds)}`);
  process.stdout.write(`seed ${seed}, ${took} s, Node ${process.version}, ${process.platform} ${process.arch}\n`);
  return outcomes.every(({ broken }) => broken === 0) ? 0 : 1;
}

/** So often at most, in milliseconds, something is said of an exercise that goes on. */
const tellMs = 5000;

async function watched(exercise: Exercise, effort: Effort): Promise<Outcome> {
  const began = performance.now();
  let told = began;
  const tell = (done: number, broken: number): void => {
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    process.stderr.write(
      `${exercise.name.padEnd(12)} ${seconds.padStart(4)} s  ${doneIn({ ...exercise, done })}, ${broken} broke\n`,
    );
  };
  const outcome = await supervise(exercise, effort, ({ done, broken }) => {
    if (performance.now() - told < tellMs) return;
    told = performance.now();
    tell(done, broken);
  });
  tell(outcome.done, outcome.broken);
  return outcome;
}

function chosen(names: readonly string[] | undefined): readonly Exercise[] {
  const unknown = names?.find((name) => !exercises.some((known) => known.name === name));
  if (unknown === undefined) return exercises.filter(({ name }) => names?.includes(name) ?? true);
  const known = exercises.map(({ name }) => name).join(', ');
  return program.error(`no exercise ${JSON.stringify(unknown)}; there are ${known}`, { exitCode: 2 });
}

const options = program.parse().opts<Options>();
if (options.list === true) {
  process.stdout.write(exercises.map(({ name, promise }) => `${name.padEnd(12)} ${promise}\n`).join(''));
} else {
  process.exitCode = await torture(chosen(options.only), options);
}
