import { runWork } from './run-work.js';
import { subjectNamed } from './subjects/index.js';
import { works } from './works/index.js';
import type { Timing } from './works/work.js';

/** What a process is told to measure. */
export interface Order {
  readonly work: string;
  readonly subjects: readonly string[];
  readonly rounds: number;
  readonly timing: Timing;
}

// A work has a process of its own, so that it finds no garbage and no optimised code of the ones before.
process.once('message', ({ work: name, subjects, rounds, timing }: Order) => {
  const work = works.find((each) => each.name === name);
  if (work === undefined) throw new Error(`no work ${name}`);
  void runWork(work, subjects.map(subjectNamed), rounds, timing).then((rows) => {
    process.send?.(rows, () => process.exit());
  });
});
