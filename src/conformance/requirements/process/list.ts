import * as fc from 'fast-check';
import { anyRef, plainRef } from '../../arbitraries/ref.js';
import { example, property, type Requirement } from '../../requirement.js';
import { unaryEnding, unknown } from '../ending.js';
import { processIds } from '../process-list.js';
import { runningCat } from '../process-stream.js';
import { programConfig } from '../program.js';
import { builtSession, longBuild } from '../session.js';

const environment = fc.array(
  fc
    .tuple(fc.stringMatching(/^TESTKIT_[A-Z0-9_]{1,10}$/), fc.string({ unit: 'grapheme-ascii', maxLength: 20 }))
    .map(([name, value]) => `${name}=${value}`),
  { maxLength: 5 },
);

export const processListRequirements: readonly Requirement[] = [
  {
    id: 'PROC-015',
    title: 'ListProcesses of a ref that nobody built is refused with the ref in quotes.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.8, §3.4, https://github.com/docker/buildx/pull/1777',
    check: property(plainRef(), async (trial, wanted) => {
      const ref = trial.ref(wanted);
      const ending = await unaryEnding(trial.client.rpc.listProcesses({ ref }));
      trial.exercised();
      trial.equal('ListProcesses', ending, unknown(`unknown ref "${ref}"`));
    }),
  },
  {
    id: 'PROC-016',
    title: 'ListProcesses of a ref that nobody built ends UNKNOWN, whatever the ref.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.8',
    check: property(fc.oneof(anyRef(), fc.constant('')), async (trial, wanted) => {
      const ref = wanted === '' ? '' : trial.ref(wanted);
      const { code } = await unaryEnding(trial.client.rpc.listProcesses({ ref }));
      trial.exercised();
      trial.equal('the code of ListProcesses', code, 'UNKNOWN');
    }),
  },
  {
    id: 'PROC-017',
    title: 'A session in which nothing was started has no processes.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.8',
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      trial.exercised();
      trial.equal('the processes', await processIds(trial, ref), []);
    }),
  },
  {
    id: 'PROC-018',
    title: 'ListProcesses answers, with no processes, while the first build of its session runs.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref } = await longBuild(trial);
      trial.exercised();
      trial.equal('the processes', await processIds(trial, ref), []);
    }),
  },
  {
    id: 'PROC-019',
    title: 'ListProcesses tells how each process was started.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.8',
    needs: ['programs'],
    check: property(
      environment,
      async (trial, env) => {
        const ref = await builtSession(trial);
        const config = { ...programConfig(trial, 'cat'), env };
        await runningCat(trial, ref, { config });
        const { processes } = await trial.client.rpc.listProcesses({ ref });
        trial.exercised();
        trial.equal('the number of processes', processes.length, 1);
        const seen = processes[0]?.invokeConfig;
        trial.equal('the entrypoint', seen?.entrypoint, config.entrypoint);
        trial.equal('the command', seen?.cmd, config.cmd);
        trial.equal('the environment', seen?.env, env);
        trial.equal('whether it has a terminal', seen?.tty, config.tty ?? false);
      },
      { share: 0.25 },
    ),
  },
  {
    id: 'PROC-020',
    title: 'ListProcesses lists the processes of its session, and of no other.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.8',
    needs: ['programs'],
    check: example(async (trial) => {
      const [one, two] = [await builtSession(trial), await builtSession(trial)];
      const [a, b, c] = [await runningCat(trial, one), await runningCat(trial, one), await runningCat(trial, two)];
      trial.exercised();
      trial.equal(
        'the processes of the first session',
        await processIds(trial, one),
        [a.processId, b.processId].toSorted(),
      );
      trial.equal('the processes of the second session', await processIds(trial, two), [c.processId]);
    }),
  },
];
