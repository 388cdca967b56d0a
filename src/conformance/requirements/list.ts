import { anyRef } from '../arbitraries/ref.js';
import { example, property, type Requirement } from '../trial/requirement.js';
import { listedRefs } from './listed-refs.js';
import { buildEnding, builtSession, longBuild } from './session.js';
import { fixtureBuild } from './fixture-build.js';

export const listRequirements: readonly Requirement[] = [
  {
    id: 'LIST-001',
    title: 'A ref that nobody built is not listed, though other calls have named it.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.2',
    check: property(anyRef(), async (trial, wanted) => {
      const ref = trial.ref(wanted);
      await trial.client.rpc.disconnect({ ref });
      await trial.client.rpc.listProcesses({ ref }).catch(() => undefined);
      trial.exercised();
      trial.equal('this ref among the listed', await listedRefs(trial, [ref]), []);
    }),
  },
  {
    id: 'LIST-002',
    title: 'List shows all sessions whatever ref its request names.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.2',
    check: property(
      anyRef(),
      async (trial, wanted) => {
        const refs = [await builtSession(trial), await builtSession(trial)].toSorted();
        for (const ref of [wanted, refs[0]]) {
          const { refs: listed } = await trial.client.rpc.list({ ref });
          trial.exercised();
          trial.equal('our refs among the listed', listed.filter((one) => refs.includes(one)).toSorted(), refs);
        }
      },
      { share: 0.25 },
    ),
  },
  {
    id: 'LIST-003',
    title: 'A session is listed, once, under exactly the ref that its Build named.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.2',
    check: property(
      anyRef(),
      async (trial, wanted) => {
        const ref = await builtSession(trial, trial.ref(wanted));
        trial.exercised();
        trial.equal('this ref among the listed', await listedRefs(trial, [ref]), [ref]);
      },
      { share: 0.3 },
    ),
  },
  {
    id: 'LIST-004',
    title: 'A session is listed while its first build runs.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.2, §5.3',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { ref } = await longBuild(trial);
      trial.exercised();
      trial.equal('the building ref among the listed', await listedRefs(trial, [ref]), [ref]);
    }),
  },
  {
    id: 'LIST-005',
    title: 'A session stays listed when its build has failed.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.2, https://github.com/docker/buildx/pull/1785',
    needs: ['builds.failsInStep'],
    check: example(async (trial) => {
      const ref = trial.ref();
      await buildEnding(trial, ref, fixtureBuild(trial, 'failsInStep'));
      trial.exercised();
      trial.equal('the failed ref among the listed', await listedRefs(trial, [ref]), [ref]);
    }),
  },
  {
    id: 'LIST-006',
    title: 'A session belongs to the server: it outlives the connection that built it, and others see it.',
    level: 'MUST',
    source: 'docs/real-controller.md §4',
    check: example(async (trial) => {
      const builder = await trial.newClient();
      const ref = trial.ref();
      await builder.build(trial.fixtures.builds.succeeds, { ref });
      await builder.close();
      trial.exercised();
      trial.equal('the ref among the listed', await listedRefs(trial, [ref]), [ref]);
      trial.equal('its processes', await trial.client.rpc.listProcesses({ ref }), { processes: [] });
    }),
  },
  {
    id: 'LIST-007',
    title: 'List is in alphabetical order.',
    level: 'OBSERVED',
    source: 'docs/real-controller.md §5.2',
    check: example(async (trial) => {
      const refs = ['c', 'a', 'd', 'b', 'f', 'e'].map((name) => trial.ref(name));
      for (const ref of refs) await builtSession(trial, ref);
      const { refs: listed } = await trial.client.rpc.list();
      trial.exercised();
      trial.equal('the order of the refs', listed, listed.toSorted());
    }),
  },
  {
    id: 'LIST-008',
    title: 'A session that is built again is listed once.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.12',
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      await builtSession(trial, ref);
      trial.exercised();
      trial.equal('this ref among the listed', await listedRefs(trial, [ref]), [ref]);
    }),
  },
];
