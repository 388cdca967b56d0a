import type { BuildOptions, Init } from '../../../protocol/messages.js';
import { example, type Requirement } from '../../requirement.js';
import type { Trial } from '../../trial.js';
import { endingOf, ok, unaryEnding, type Ending } from '../ending.js';
import { listedRefs } from '../listed-refs.js';
import { buildEnding, longBuild, watchedBuild, type WatchedBuild } from '../session.js';

/** How often to try to disconnect a session in the short time for which its build runs. */
const attempts = 5;

export const disconnectRunningBuildRequirements: readonly Requirement[] = [
  {
    id: 'DISC-008',
    title: 'Disconnect answers OK, and the ref is no longer listed, while its build runs.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.10',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref } = await longBuild(trial);
      trial.exercised();
      trial.equal('Disconnect', await unaryEnding(trial.client.rpc.disconnect({ ref })), ok);
      trial.equal('the ref among the listed', await listedRefs(trial, [ref]), []);
    }),
  },
  {
    id: 'DISC-009',
    title: 'A Build whose session is disconnected while it runs does not end OK.',
    level: 'MUST',
    source: 'docs/real-controller.md §1 (5), §5.3, §5.10',
    check: example(async (trial) => {
      const { succeeds, takesLong } = trial.fixtures.builds;
      let cut = false;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const { ref, build } = await disconnectedBuild(trial, succeeds);
        cut = endedForThat(trial, ref, await endingOf(build)) || cut;
      }
      if (cut || takesLong === undefined) return;
      // All were over when Disconnect came. This one is not, but may go on for as long as it takes.
      const { ref, build } = await disconnectedBuild(trial, takesLong);
      if (await trial.endsSoon(build)) endedForThat(trial, ref, await endingOf(build));
    }),
  },
  {
    id: 'DISC-010',
    title: 'Disconnect cancels the running build of its session: Build ends CANCELLED, Status OK.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (5), §5.10',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref, build, status } = await longBuild(trial);
      await trial.client.rpc.disconnect({ ref });
      trial.exercised();
      const { code } = await trial.within('the disconnected build to end', endingOf(build));
      trial.equal('the code of Build', code, 'CANCELLED');
      trial.equal('Status', await endingOf(status), ok);
    }),
  },
  {
    id: 'DISC-011',
    title: 'A ref is free at once when it is disconnected while its build runs.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.10',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref } = await longBuild(trial);
      await trial.client.rpc.disconnect({ ref });
      trial.exercised();
      trial.equal('the next Build', await buildEnding(trial, ref, trial.fixtures.builds.succeeds), ok);
    }),
  },
];

/** A build whose session is disconnected as soon as it shows progress. */
async function disconnectedBuild(trial: Trial, options: Init<BuildOptions>): Promise<WatchedBuild> {
  const watched = await watchedBuild(trial, options);
  await watched.status.find(() => true);
  await trial.client.rpc.disconnect({ ref: watched.ref });
  return watched;
}

/** Holds that a disconnected build ended for that; false where it was over before. */
function endedForThat(trial: Trial, ref: string, ending: Ending): boolean {
  if (ending.code === 'OK') return false;
  trial.exercised();
  const expected = ending.code === 'CANCELLED' || ending.message === `build: unknown key ${ref}`;
  trial.holds('Build is CANCELLED or ends with `build: unknown key`', expected, ending);
  return true;
}
