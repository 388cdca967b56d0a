import { harmlessOptions } from '../arbitraries/build-options.js';
import { anyRef } from '../arbitraries/ref.js';
import { example, property, type Requirement } from '../trial/requirement.js';
import { unaryEnding, unknown } from './ending.js';
import { builtSession, longBuild, longRebuild } from './session.js';
import { sessionWording } from '../../protocol/session-wording.js';

export const inspectRequirements: readonly Requirement[] = [
  {
    id: 'INSPECT-001',
    title: 'Inspect without a ref is refused.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.11, §3.4',
    since: '0.11',
    check: example(async (trial) => {
      const ending = await unaryEnding(trial.client.rpc.inspect({ ref: '' }));
      trial.exercised();
      trial.equal('Inspect', ending, unknown(sessionWording(trial.revision).inspect.empty));
    }),
  },
  {
    id: 'INSPECT-002',
    title: 'Inspect of a ref that nobody built is refused.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.11, §3.4',
    since: '0.11',
    check: property(anyRef(), async (trial, wanted) => {
      const ref = trial.ref(wanted);
      const ending = await unaryEnding(trial.client.rpc.inspect({ ref }));
      trial.exercised();
      trial.equal('Inspect', ending, unknown(sessionWording(trial.revision).inspect.unknown(ref)));
    }),
  },
  {
    id: 'INSPECT-003',
    title: 'Inspect gives the options of the last build that left a result, as they were sent.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.11, §9.1',
    since: '0.12',
    check: property(
      harmlessOptions(),
      async (trial, options) => {
        const { succeeds } = trial.fixtures.builds;
        const ref = await builtSession(trial);
        await trial.client.build({ ...succeeds, ...options }, { ref });
        const { options: seen } = await trial.client.rpc.inspect({ ref });
        trial.exercised();
        trial.equal('the context', seen?.contextPath, succeeds.contextPath ?? '');
        trial.equal('the build args', seen?.buildArgs, { ...options.buildArgs });
        trial.equal('the labels', seen?.labels, { ...options.labels });
        trial.equal('the group', seen?.groupRef, options.groupRef);
      },
      { share: 0.25 },
    ),
  },
  {
    id: 'INSPECT-004',
    title: 'Inspect gives no options while the first build of its session runs.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.11',
    since: '0.11',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref } = await longBuild(trial);
      trial.exercised();
      trial.equal('Inspect', await trial.client.rpc.inspect({ ref }), {});
    }),
  },
  {
    id: 'INSPECT-005',
    title: 'Inspect gives the options of the previous build while the session is built again.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.11',
    since: '0.11',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const before = await trial.client.rpc.inspect({ ref });
      await longRebuild(trial, ref);
      trial.exercised();
      trial.equal('Inspect', await trial.client.rpc.inspect({ ref }), before);
    }),
  },
];
