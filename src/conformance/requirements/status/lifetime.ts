import { anyRef } from '../../arbitraries/ref.js';
import { callOrder } from '../../arbitraries/call-order.js';
import type { BuildFixtures } from '../../fixtures/fixtures.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { endingOf, ok, unaryEnding, unknown } from '../ending.js';
import { builtSession, longBuild, startBuild, watchedBuild } from '../session.js';
import { fixtureBuild } from '../fixture-build.js';
import { sessionWording } from '../../../protocol/session-wording.js';

const outcomes = ['succeeds', 'failsInStep', 'failsEarly', 'warns'] as const satisfies readonly (keyof BuildFixtures)[];

export const statusLifetimeRequirements: readonly Requirement[] = [
  {
    id: 'STATUS-001',
    title: 'Status without a ref is refused, without a message.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.5, §3.4',
    check: example(async (trial) => {
      const status = trial.client.rpc.status({ ref: '' });
      const ending = await endingOf(status);
      trial.exercised();
      trial.equal('Status', ending, unknown(sessionWording(trial.revision).status.empty));
      trial.equal('its messages', status.messages, []);
    }),
  },
  {
    id: 'STATUS-002',
    title: 'Status of a ref that nobody has built waits for the ref to be built, and shows that build.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.5',
    check: property(
      anyRef(),
      async (trial, wanted) => {
        const ref = trial.ref(wanted);
        const status = trial.client.rpc.status({ ref });
        await trial.staysOpen('Status', status, () => trial.client.rpc.list());
        trial.equal('the messages before the Build', status.messages, []);
        const build = await startBuild(trial.client, ref, trial.fixtures.builds.succeeds);
        trial.equal('Build', await endingOf(build), ok);
        trial.exercised();
        trial.equal('Status', await endingOf(status), ok);
        trial.holds('Status had messages', status.messages.length > 0);
      },
      { share: 0.25 },
    ),
  },
  {
    id: 'STATUS-003',
    title: 'Build and Status may be opened in either order: Status shows the build and ends OK.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.4, §5.5, §7.1',
    check: property(
      callOrder(['Build', 'Status'] as const),
      async (trial, order) => {
        const ref = trial.ref();
        const calls = { Build: trial.client.rpc.open('Build'), Status: trial.client.rpc.open('Status') };
        for (const name of order) {
          await (name === 'Build'
            ? calls.Build.send({ ref, options: trial.fixtures.builds.succeeds })
            : calls.Status.send({ ref }));
          calls[name].halfClose();
        }
        trial.equal('Build', await endingOf(calls.Build), ok);
        trial.exercised();
        trial.equal('Status', await endingOf(calls.Status), ok);
        trial.holds('Status had messages', calls.Status.messages.length > 0);
      },
      { share: 0.25 },
    ),
  },
  {
    id: 'STATUS-004',
    title: 'Status ends OK however the build ends.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.4, §5.5',
    needs: outcomes.map((outcome) => `builds.${outcome}` as const),
    check: example(async (trial) => {
      for (const outcome of outcomes) {
        const { build, status } = await watchedBuild(trial, fixtureBuild(trial, outcome));
        await build.status;
        trial.exercised();
        trial.equal(`Status of a build that ${outcome}`, await endingOf(status), ok);
      }
    }),
  },
  {
    id: 'STATUS-005',
    title: 'Status stays open while the build runs.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.5, §7.1',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref, build, status } = await longBuild(trial);
      trial.exercised();
      await trial.staysOpen('Status', status, () =>
        unaryEnding(trial.client.rpc.build({ ref, options: trial.fixtures.builds.succeeds })),
      );
      trial.holds('the build still runs', build.ended === undefined, build.ended);
    }),
  },
  {
    id: 'STATUS-006',
    title: 'Status opened when the build is over shows that build and ends OK.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (9), §5.5',
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const status = trial.client.rpc.status({ ref });
      trial.exercised();
      const ending = await trial.within('a Status of a finished build to end', endingOf(status));
      trial.equal('Status', ending, ok);
      trial.holds('Status had messages', status.messages.length > 0);
    }),
  },
  {
    id: 'STATUS-007',
    title: 'Disconnect does not cut off a Status: it ends OK with its build.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.5, §5.10',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref, build, status } = await longBuild(trial);
      await trial.client.rpc.disconnect({ ref });
      build.cancel();
      trial.exercised();
      trial.equal('Status', await endingOf(status), ok);
    }),
  },
  {
    id: 'STATUS-013',
    title: 'A Status that waits for a ref to be built waits on when the ref is disconnected, and shows the next build.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.5, §5.10',
    check: example(async (trial) => {
      const ref = trial.ref();
      const before = trial.client.rpc.status({ ref });
      await trial.client.rpc.disconnect({ ref });
      const after = (await trial.newClient()).rpc.status({ ref });
      await trial.staysOpen('the Status from before Disconnect', before, () => trial.client.rpc.list());
      await trial.staysOpen('the Status from after it', after, () => trial.client.rpc.list());
      const build = await startBuild(trial.client, ref, trial.fixtures.builds.succeeds);
      trial.exercised();
      trial.equal('Build', await endingOf(build), ok);
      for (const status of [before, after]) trial.equal('Status', await endingOf(status), ok);
      trial.holds('they saw the build', before.messages.length + after.messages.length > 0);
    }),
  },
];
