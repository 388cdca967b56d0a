import * as fc from 'fast-check';
import { anyRef } from '../../arbitraries/ref.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { contextCancelled, ok, unaryEnding, unknown } from '../ending.js';
import { listedRefs } from '../listed-refs.js';
import { processIds } from '../process-list.js';
import { attach, runningCat } from '../process-stream.js';
import { buildEnding, builtSession } from '../session.js';
import { sessionWording } from '../../../protocol/session-wording.js';

export const disconnectSessionRequirements: readonly Requirement[] = [
  {
    id: 'DISC-001',
    title: 'Disconnect without a ref is refused.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.10, §3.4',
    check: example(async (trial) => {
      const ending = await unaryEnding(trial.client.rpc.disconnect({ ref: '' }));
      trial.exercised();
      trial.equal('Disconnect', ending, unknown(sessionWording(trial.revision).disconnect.empty));
    }),
  },
  {
    id: 'DISC-002',
    title: 'Disconnect of a ref that nobody built is OK.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.10, §13',
    check: property(anyRef(), async (trial, wanted) => {
      const ending = await unaryEnding(trial.client.rpc.disconnect({ ref: trial.ref(wanted) }));
      trial.exercised();
      trial.equal('Disconnect', ending, ok);
    }),
  },
  {
    id: 'DISC-003',
    title: 'Disconnect may be repeated.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.10',
    check: property(
      fc.integer({ min: 2, max: 4 }),
      async (trial, times) => {
        const ref = await builtSession(trial);
        for (let count = 0; count < times; count += 1) {
          const ending = await unaryEnding(trial.client.rpc.disconnect({ ref }));
          trial.exercised();
          trial.equal('Disconnect', ending, ok);
        }
        trial.equal('the ref among the listed', await listedRefs(trial, [ref]), []);
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'DISC-004',
    title: 'After Disconnect its ref is as if nobody had ever built it.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.10',
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      await trial.client.rpc.disconnect({ ref });
      trial.exercised();
      trial.equal('the ref among the listed', await listedRefs(trial, [ref]), []);
      trial.equal(
        'ListProcesses',
        await unaryEnding(trial.client.rpc.listProcesses({ ref })),
        unknown(sessionWording(trial.revision).processes.unknown(`"${ref}"`)),
      );
      const { message } = await (await attach(trial, ref, trial.processId())).ended();
      trial.holds(
        'Invoke does not know it',
        message.endsWith(sessionWording(trial.revision).invoke.unknown(ref)),
        message,
      );
    }),
  },
  {
    id: 'DISC-005',
    title: 'Disconnect kills all processes of its session: their streams end CANCELLED.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.10, §13',
    needs: ['programs'],
    check: property(
      fc.integer({ min: 1, max: 3 }),
      async (trial, count) => {
        const ref = await builtSession(trial);
        const cats = [];
        for (let index = 0; index < count; index += 1) cats.push(await runningCat(trial, ref));
        await trial.client.rpc.disconnect({ ref });
        trial.exercised();
        for (const cat of cats) trial.equal('the stream of a process', await cat.ended(), contextCancelled);
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'DISC-006',
    title: 'Disconnect leaves the processes of other sessions alone.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.10',
    needs: ['programs'],
    check: example(async (trial) => {
      const [goes, stays] = [await builtSession(trial), await builtSession(trial)];
      const cat = await runningCat(trial, stays);
      await trial.client.rpc.disconnect({ ref: goes });
      trial.exercised();
      trial.equal('the processes of the other session', await processIds(trial, stays), [cat.processId]);
      trial.holds('they still answer', await cat.echoes('still'), cat.state);
    }),
  },
  {
    id: 'DISC-007',
    title: 'After Disconnect the ref can be built again, and begins without processes.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.10, §5.12',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      await runningCat(trial, ref);
      await trial.client.rpc.disconnect({ ref });
      trial.exercised();
      trial.equal('the next Build', await buildEnding(trial, ref, trial.fixtures.builds.succeeds), ok);
      trial.equal('the processes', await processIds(trial, ref), []);
      await runningCat(trial, ref);
    }),
  },
];
