import { fork } from 'node:child_process';
import type { Exercise } from './exercise.js';
import type { Outcome } from './outcome.js';
import type { Order, Word } from './process.js';
import type { Effort, Tell } from './run-rounds.js';

/** A round that takes longer hangs, and so does an end of the process that does. */
const patience = { roundMs: 90_000, endMs: 5_000 };

/**
 * Runs an exercise in a process of its own: that it hangs, dies, or stays when it is done is an outcome like others.
 */
export async function supervise(exercise: Exercise, effort: Effort, tell: Tell): Promise<Outcome> {
  const began = performance.now();
  const child = fork(new URL('process.js', import.meta.url), { execArgv: ['--no-deprecation'] });
  let state = { seed: effort.seed, done: 0, broken: 0 };
  let outcome: Outcome | undefined;
  let hangs = false;
  let timer: NodeJS.Timeout | undefined;
  const watch = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      hangs = true;
      child.kill('SIGKILL');
    }, ms);
  };
  child.on('message', (word: Word) => {
    watch(word.kind === 'outcome' ? patience.endMs : patience.roundMs);
    if (word.kind === 'outcome') outcome = word.outcome;
    else tell((state = word.state));
  });
  watch(patience.roundMs);
  child.send({ name: exercise.name, effort } satisfies Order);
  const ending = await new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  clearTimeout(timer);
  if (outcome !== undefined && !hangs && ending === 'exit code 0') return outcome;
  const seconds = (performance.now() - began) / 1000;
  return broken(exercise, outcome, { ...state, seconds, what: misfortune(outcome !== undefined, hangs, ending) });
}

function misfortune(done: boolean, hangs: boolean, ending: string): string {
  if (!hangs) return `the process died: ${ending}`;
  if (done) return `the process was kept alive for more than ${patience.endMs / 1000} s after all was done`;
  return `the round did not end within ${patience.roundMs / 1000} s`;
}

interface Misfortune {
  readonly seed: number;
  readonly done: number;
  readonly broken: number;
  readonly seconds: number;
  readonly what: string;
}

function broken({ name, promise, unit }: Exercise, outcome: Outcome | undefined, of: Misfortune): Outcome {
  const { seed, done, seconds, what } = of;
  const before = outcome ?? { name, promise, unit, done, rounds: 0, seconds, broken: of.broken, heapMb: 0 };
  return { ...before, broken: before.broken + 1, first: before.first ?? { seed, rounds: 1, what } };
}
