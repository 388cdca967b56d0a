import { once } from 'node:events';
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Row } from './report/row.js';
import { summarise } from './report/summarise.js';
import type { Order, Reply } from './subject-process.js';
import { baseline } from './subjects/index.js';
import type { Timing, Work } from './works/work.js';

/** What is measured, of whom, and how thoroughly. */
export interface Measurement {
  readonly work: Work;
  readonly subjects: readonly string[];
  readonly rounds: number;
  readonly timing: Timing;
}

/**
 * Measures all subjects in turns. Each has a process of its own, as with whoever uses it: none finds the garbage of
 * another, nor code that was optimised for it.
 */
export async function runWork({ work, subjects, rounds, timing }: Measurement): Promise<readonly Row[]> {
  const { name, unit } = work;
  const load = await work.load();
  const measured = subjects.map((subject) => ({ subject, samples: new Array<number>(), child: start() }));
  // Nothing is measured meanwhile.
  await inTurns(measured, cores, ({ subject, child }) =>
    ask(child, { kind: 'prepare', work: name, subject, load, timing }),
  );
  for (let round = 0; round < Math.min(rounds, work.rounds ?? rounds); round++) {
    // Nobody is always the first.
    const first = round % measured.length;
    const order = [...measured.slice(first), ...measured.slice(0, first)];
    await inTurns(order, work.timeless === true ? cores : 1, async ({ child, samples }) => {
      samples.push(await ask(child, { kind: 'sample' }));
    });
  }
  for (const { child } of measured) child.disconnect();
  const base = measured.find(({ subject }) => subject === baseline)?.samples ?? [];
  return measured.map(({ subject, samples }) => summarise({ work: name, subject, unit }, samples, base));
}

const cores = availableParallelism();

/** So many at once, and the next as many when all of them are done. */
async function inTurns<T>(all: readonly T[], atOnce: number, each: (one: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce) await Promise.all(all.slice(from, from + atOnce).map(each));
}

function start(): ChildProcess {
  const program = new URL('subject-process.js', import.meta.url);
  return fork(program, { execArgv: ['--no-deprecation'], serialization: 'advanced' });
}

async function ask(child: ChildProcess, order: Order): Promise<number> {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`a process that measured exited with ${String(code)}`);
  });
  const answered = once(child, 'message') as Promise<[Reply]>;
  child.send(order);
  const [{ value }] = await Promise.race([answered, gone]);
  // What is left of it is not an error that nobody sees.
  gone.catch(() => undefined);
  return value;
}
