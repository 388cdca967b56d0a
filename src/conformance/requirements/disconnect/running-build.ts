import { example, type Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { endingOf, ok, unaryEnding, type Ending } from '../ending.js';
import { listedRefs } from '../listed-refs.js';
import { buildEnding, longBuild, watchedBuild } from '../session.js';
import { sessionWording } from '../../../protocol/session-wording.js';

/** How often the suite tries to disconnect a session while its build runs, which takes only a short time. */
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
      let cut = false;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const { ref, build, status } = await watchedBuild(trial, trial.fixtures.builds.succeeds);
        await status.find(() => true);
        await trial.client.rpc.disconnect({ ref });
        const ending = await endingOf(build);
        // The build was over when Disconnect came.
        if (ending.code === 'OK') continue;
        cut = true;
        endedForThat(trial, ref, ending);
      }
      if (cut || trial.fixtures.builds.takesLong === undefined) return;
      // This build is not over, and may go on for as long as it takes.
      const { ref, build } = await longBuild(trial);
      await trial.client.rpc.disconnect({ ref });
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

/** Holds that a build ended because its session was disconnected. */
function endedForThat(trial: Trial, ref: string, ending: Ending): void {
  trial.exercised();
  const expected = ending.code === 'CANCELLED' || ending.message === sessionWording(trial.revision).build.unknown(ref);
  trial.holds('Build is CANCELLED or tells that it does not know its session', expected, ending);
}
