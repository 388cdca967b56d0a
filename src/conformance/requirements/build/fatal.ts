import { example, type Requirement } from '../../trial/requirement.js';
import { unaryEnding } from '../ending.js';
import { listedRefs } from '../listed-refs.js';
import { builtSession, startBuild } from '../session.js';
import { fixtureBuild } from '../fixture-build.js';

export const buildFatalRequirements: readonly Requirement[] = [
  {
    id: 'BUILD-016',
    title: 'A Build without options is refused with INVALID_ARGUMENT, and the server lives on.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (16), §5.3',
    needs: ['restart'],
    destructive: true,
    check: example(async (trial) => {
      const bystander = await builtSession(trial);
      const other = await trial.newClient();
      const { code } = await unaryEnding(trial.client.rpc.build({ ref: trial.ref() }));
      trial.exercised();
      trial.equal('the code of Build', code, 'INVALID_ARGUMENT');
      trial.equal('the session of another', await listedRefs(trial, [bystander], other), [bystander]);
    }),
  },
  {
    id: 'BUILD-017',
    title: 'A Build that is cancelled while nobody watches its Status takes nothing else with it.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.4, §13, https://github.com/docker/buildx/pull/1176',
    needs: ['restart', 'builds.takesLong'],
    destructive: true,
    check: example(async (trial) => {
      const bystander = await builtSession(trial);
      const other = await trial.newClient();
      const ref = trial.ref();
      const build = await startBuild(trial.client, ref, fixtureBuild(trial, 'takesLong'));
      // Making another build takes long enough for this one to come to its first progress, which nobody takes.
      await trial.staysOpen('the Build', build, () => builtSession(trial));
      build.cancel();
      trial.exercised();
      await trial.staysOpen('the server', other.rpc.status({ ref: trial.ref() }), () =>
        listedRefs(trial, [ref], other),
      );
      trial.equal('the session of another', await listedRefs(trial, [bystander], other), [bystander]);
    }),
  },
];
