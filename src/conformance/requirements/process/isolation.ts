import * as fc from 'fast-check';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { contextCancelled } from '../ending.js';
import { processIds } from '../process-list.js';
import { runningCat, startProgram } from '../process-stream.js';
import { buildEnding, builtSession } from '../session.js';
import { fixtureBuild } from '../fixture-build.js';

/** Generates which of two processes is written to, and what. */
const writes = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.stringMatching(/^[a-z]{1,20}$/)), {
  minLength: 1,
  maxLength: 12,
});

export const processIsolationRequirements: readonly Requirement[] = [
  {
    id: 'PROC-021',
    title: 'Processes of one session each read and write on their own stream only.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §6',
    needs: ['programs'],
    check: property(
      writes,
      async (trial, sequence) => {
        const ref = await builtSession(trial);
        const cats = [await runningCat(trial, ref), await runningCat(trial, ref)];
        const sent = ['ready\n', 'ready\n'];
        for (const [index, text] of sequence) {
          await cats[index]?.write(`${text}\n`);
          sent[index] += `${text}\n`;
        }
        for (const [index, cat] of cats.entries()) await cat.outputOf(1, sent[index]?.length ?? 0);
        trial.exercised();
        trial.equal(
          'what came on each stream',
          cats.map((cat) => cat.text(1)),
          sent,
        );
      },
      { share: 0.25 },
    ),
  },
  {
    id: 'PROC-022',
    title: 'Two sessions may each have a process of the same ID; they are two processes.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.7',
    needs: ['programs'],
    check: example(async (trial) => {
      const processId = trial.processId();
      const [one, two] = [await builtSession(trial), await builtSession(trial)];
      const first = await runningCat(trial, one, { processId });
      const second = await runningCat(trial, two, { processId });
      trial.exercised();
      trial.holds('the first process answers its own stream', await first.echoes('first'), first.state);
      trial.equal('what came on the second stream', second.text(1), 'ready\n');
    }),
  },
  {
    id: 'PROC-023',
    title: 'An Invoke with rollback kills the other processes of the session, and is served in a new container.',
    level: 'MUST',
    source: 'docs/real-controller.md §6, §13, https://github.com/docker/buildx/pull/2006',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const old = [await runningCat(trial, ref), await runningCat(trial, ref)];
      const next = await runningCat(trial, ref, { config: { rollback: true } });
      trial.exercised();
      for (const cat of old) trial.equal('the stream of an old process', await cat.ended(), contextCancelled);
      trial.equal('the processes', await processIds(trial, ref), [next.processId]);
    }),
  },
  {
    id: 'PROC-043',
    title: 'A process that exits with 0 leaves the others of its container alone, if it was not the first.',
    level: 'MUST',
    source: 'docs/real-controller.md §6, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const first = await runningCat(trial, ref);
      const bystander = await runningCat(trial, ref);
      const exits = await startProgram(trial, ref, 'emitsAndExits', { values: { bytes: 1, fd: 1, code: 0 } });
      await exits.ended();
      const next = await runningCat(trial, ref);
      trial.exercised();
      for (const cat of [first, bystander])
        trial.holds('another process still answers', await cat.echoes('still'), cat.state);
      const ids = [first, bystander, next].map(({ processId }) => processId);
      trial.equal('the processes', await processIds(trial, ref), ids.toSorted());
    }),
  },
  {
    id: 'PROC-024',
    title: 'A process runs in the state that a failed step has left.',
    level: 'MUST',
    source: 'docs/real-controller.md §6, §9.2',
    since: '0.11',
    needs: ['programs', 'builds.failsInStep'],
    check: example(async (trial) => {
      const ref = trial.ref();
      await buildEnding(trial, ref, fixtureBuild(trial, 'failsInStep'));
      const cat = await runningCat(trial, ref);
      trial.exercised();
      trial.equal('the processes', await processIds(trial, ref), [cat.processId]);
    }),
  },
];
