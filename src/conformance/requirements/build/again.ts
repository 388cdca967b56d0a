import { example, type Requirement } from '../../trial/requirement.js';
import { contextCancelled, endingOf, ok, unaryEnding, unknown } from '../ending.js';
import { processIds } from '../process-list.js';
import { runningCat } from '../process-stream.js';
import { buildEnding, builtSession, longBuild, longRebuild } from '../session.js';
import { fixtureBuild } from '../fixture-build.js';

const ongoing = unknown('build ongoing');

export const buildAgainRequirements: readonly Requirement[] = [
  {
    id: 'BUILD-008',
    title: 'A second Build of a ref that is being built is refused, as often as it is tried, and the first goes on.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.12',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref, build } = await longBuild(trial);
      const others = [trial.client, await trial.newClient(), trial.client];
      for (const client of others) {
        const ending = await unaryEnding(client.rpc.build({ ref, options: trial.fixtures.builds.succeeds }));
        trial.exercised();
        trial.equal('the other Build', ending, ongoing);
      }
      trial.holds('the first Build goes on', build.ended === undefined, build.ended);
    }),
  },
  {
    id: 'BUILD-009',
    title:
      'A ref can be built again as soon as its Build has answered, however it ended, each time with its own outcome.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.12',
    needs: ['builds.failsInStep', 'builds.failsEarly'],
    check: example(async (trial) => {
      const ref = trial.ref();
      for (const name of ['succeeds', 'succeeds', 'failsInStep', 'failsEarly', 'succeeds'] as const) {
        const { code } = await buildEnding(trial, ref, fixtureBuild(trial, name));
        trial.exercised();
        trial.equal('the code of Build', code, name === 'succeeds' ? 'OK' : 'UNKNOWN');
      }
    }),
  },
  {
    id: 'BUILD-010',
    title: 'Building a ref again kills its processes: their streams end CANCELLED, and none is listed.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.12',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const cats = [await runningCat(trial, ref), await runningCat(trial, ref)];
      await builtSession(trial, ref);
      trial.exercised();
      for (const cat of cats) trial.equal('the stream of a process', await cat.ended(), contextCancelled);
      trial.equal('the processes', await processIds(trial, ref), []);
    }),
  },
  {
    id: 'BUILD-011',
    title: 'Building a ref again kills its processes when it begins, not when it has succeeded.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.12',
    needs: ['programs', 'builds.takesLong'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const cat = await runningCat(trial, ref);
      const { build } = await longRebuild(trial, ref);
      trial.exercised();
      trial.equal('the stream of the process', await cat.ended(), contextCancelled);
      trial.equal('the processes', await processIds(trial, ref), []);
      trial.holds('the build still runs', build.ended === undefined, build.ended);
    }),
  },
  {
    id: 'BUILD-012',
    title: 'A Build that its client cancels ends its Status OK, and the ref can be built again.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.4',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref, build, status } = await longBuild(trial);
      build.cancel();
      trial.exercised();
      trial.equal('Status', await endingOf(status), ok);
      trial.equal('the next Build', await buildEnding(trial, ref, trial.fixtures.builds.succeeds), ok);
    }),
  },
];
