import * as fc from 'fast-check';
import { behaves } from '../../../protocol/behaviour.js';
import type { Init, InvokeConfig } from '../../../protocol/messages.js';
import { anyRef, plainRef } from '../../arbitraries/ref.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { unaryEnding, unknown } from '../ending.js';
import { fixtureBuild } from '../fixture-build.js';
import { processIds } from '../process-list.js';
import { runningCat, startProgram } from '../process-stream.js';
import { programConfig } from '../program.js';
import { buildEnding, builtSession, longBuild } from '../session.js';
import { sessionWording } from '../../../protocol/session-wording.js';

const environment = fc.array(
  fc
    .tuple(fc.stringMatching(/^TESTKIT_[A-Z0-9_]{1,10}$/), fc.string({ unit: 'grapheme-ascii', maxLength: 20 }))
    .map(([name, value]) => `${name}=${value}`),
  { maxLength: 5 },
);

interface Asked {
  readonly session: () => Promise<string>;
  readonly asked: Init<InvokeConfig>;
}

async function failedInStep(trial: Trial): Promise<string> {
  const ref = trial.ref();
  await buildEnding(trial, ref, fixtureBuild(trial, 'failsInStep'));
  return ref;
}

/**
 * Configurations in which each field has at least once another value than its default, as far as a process can run so.
 */
function askedFor(trial: Trial): readonly Asked[] {
  const built = (): Promise<string> => builtSession(trial);
  const both: readonly Asked[] = [
    { session: built, asked: { user: '1000:7', cwd: '/', tty: true, rollback: true } },
    { session: built, asked: { noUser: true, noCwd: true, tty: true } },
  ];
  const { revision, fixtures } = trial;
  const imageCommand: Asked = { session: built, asked: { noCmd: true, tty: true } };
  const initial: Asked = { session: () => failedInStep(trial), asked: { initial: true, tty: true } };
  return [
    ...both,
    ...(behaves(revision, 'processesAskForImageCommand') ? [imageCommand] : []),
    ...(behaves(revision, 'processesAskForInitialState') && fixtures.builds.failsInStep !== undefined ? [initial] : []),
  ];
}

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
      trial.equal('ListProcesses', ending, unknown(sessionWording(trial.revision).processes.unknown(`"${ref}"`)));
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
    id: 'PROC-045',
    title: 'ListProcesses tells as whom, where, on what and in which container each process was asked for.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.8',
    needs: ['programs'],
    check: example(async (trial) => {
      for (const { session, asked } of askedFor(trial)) {
        const ref = await session();
        const { entrypoint = [], cmd = [], ...rest } = programConfig(trial, 'emits', { bytes: 2, fd: 1 });
        // Without its Cmd it must still be the same program.
        const command = asked.noCmd === true ? { entrypoint: [...entrypoint, ...cmd] } : { entrypoint, cmd };
        const config = { ...rest, ...command, ...asked };
        const process = await startProgram(trial, ref, 'emits', { config });
        trial.holds('the process runs', await trial.within('its output', process.says('1')), process.state);
        const { processes } = await trial.client.rpc.listProcesses({ ref });
        trial.exercised();
        trial.equal('the number of processes', processes.length, 1);
        const seen = processes[0]?.invokeConfig;
        for (const [key, value] of Object.entries(asked)) {
          trial.equal(key, seen?.[key as keyof typeof asked], value);
        }
      }
    }),
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
