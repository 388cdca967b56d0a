import { example, type Requirement } from '../../trial/requirement.js';
import { endingOf, ok } from '../ending.js';
import { startBuild, watchedBuild, longBuild, buildEnding } from '../session.js';
import { listedRefs } from '../listed-refs.js';
import { fixtureBuild } from '../fixture-build.js';

export const buildSideBySideRequirements: readonly Requirement[] = [
  {
    id: 'BUILD-013',
    title: 'Builds of different refs go on side by side, each with its own outcome and its own history.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.3',
    needs: ['builds.failsInStep', 'builds.warns'],
    check: example(async (trial) => {
      const other = await trial.newClient();
      const good = await watchedBuild(trial, fixtureBuild(trial, 'succeeds'));
      const bad = await watchedBuild(trial, fixtureBuild(trial, 'failsInStep'), { client: other });
      const warned = await watchedBuild(trial, fixtureBuild(trial, 'warns'));
      const endings = await Promise.all([good, bad, warned].map(({ build }) => endingOf(build)));
      trial.exercised();
      trial.equal(
        'the codes of the Builds that succeed, fail and warn',
        endings.map(({ code }) => code),
        ['OK', 'UNKNOWN', 'OK'],
      );
      for (const { status } of [good, bad, warned]) trial.equal('Status', await endingOf(status), ok);
      trial.holds(
        'the build that warns shows its warning',
        warned.status.messages.some(({ warnings }) => warnings.length > 0),
      );
      trial.holds(
        'the build that succeeds shows no warning',
        good.status.messages.every(({ warnings }) => warnings.length === 0),
      );
      trial.holds(
        'the build that succeeds shows no error',
        good.status.messages.every(({ vertices }) => vertices.every(({ error }) => error === '')),
      );
    }),
  },
  {
    id: 'BUILD-014',
    title: 'A long build keeps no other session from building.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.3',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { build } = await longBuild(trial);
      const ending = await buildEnding(trial, trial.ref(), trial.fixtures.builds.succeeds);
      trial.holds('the long build still runs', build.ended === undefined, build.ended);
      trial.exercised();
      trial.equal('the other Build', ending, ok);
    }),
  },
  {
    id: 'BUILD-015',
    title: 'A Build ends whether or not anybody watches its Status.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (6), §5.4',
    check: example(async (trial) => {
      const ref = trial.ref();
      const build = await startBuild(trial.client, ref, trial.fixtures.builds.succeeds);
      trial.equal('Build', await trial.within('a Build without a Status to end', endingOf(build)), ok);
      trial.exercised();
      trial.equal('the ref among the listed', await listedRefs(trial, [ref]), [ref]);
    }),
  },
];
