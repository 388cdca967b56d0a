import { expect } from 'chai';
import type { Misfit } from '../../../src/conformance/engine/probe.js';
import { defaultFixtures } from '../../../src/conformance/fixtures/default-fixtures.js';
import type { BuildFixtures, Fixtures, ProgramFixtures } from '../../../src/conformance/fixtures/fixtures.js';
import { probes } from '../../../src/conformance/preflight/probes.js';
import { exitCodeOf } from '../../../src/conformance/report/exit-code-of.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { addressTarget } from '../../../src/conformance/targets/address.js';
import { fakeTarget } from '../../../src/conformance/targets/fake.js';
import { FakeController } from '../../../src/fake-controller/fake-controller.js';
import { build, vertex } from '../../../src/index.js';
import type { Capability } from '../../../src/conformance/trial/capability.js';
import { example } from '../../../src/conformance/trial/requirement.js';
import type { Target } from '../../../src/conformance/trial/target.js';
import { requirementOf } from '../engine/requirement-of.js';

const all = probes.map(({ capability }) => capability as Capability);
const builds = defaultFixtures.builds;
const { exits, emits, sleeps } = defaultFixtures.programs as ProgramFixtures;

/** Of each fixture one that does something else. */
const otherBuilds: Readonly<Partial<BuildFixtures>> = {
  succeeds: builds.failsInStep ?? {},
  failsInStep: builds.succeeds,
  failsEarly: builds.succeeds,
  warns: builds.succeeds,
  logs: builds.succeeds,
  graph: builds.failsInStep ?? {},
  takesLong: builds.logs ?? {},
  configured: builds.failsInStep ?? {},
  readsStdin: builds.failsInStep ?? {},
  showsOptions: builds.succeeds,
  seesContext: builds.showsOptions ?? {},
  seesSecret: builds.showsOptions ?? {},
  seesAgent: builds.showsOptions ?? {},
};
const otherPrograms: Readonly<Partial<ProgramFixtures>> = {
  cat: { ...exits, cmd: ['exit 1'] },
  exits: sleeps,
  emits: { ...emits, cmd: ['exit 1'] },
  emitsAndExits: emits,
  sleeps: { ...exits, cmd: ['exit 1'] },
  tells: { ...exits, cmd: ['exit 1'] },
};

/** The fake as if it were a controller at an address, whose fixtures somebody has written. */
async function targetWith(fixtures: Fixtures): Promise<Target> {
  return { ...(await fakeTarget({ seed: 1 })), kind: 'address', fixtures };
}

function fixturesWith(capability: string): Fixtures {
  const [area, name = ''] = capability.split('.');
  const change = <F extends object>(from: F, others: Partial<F>): F => ({ ...from, [name]: others[name as keyof F] });
  return area === 'builds'
    ? { ...defaultFixtures, builds: change(builds, otherBuilds) }
    : { ...defaultFixtures, programs: change(defaultFixtures.programs as ProgramFixtures, otherPrograms) };
}

describe('before anything is checked', () => {
  it('fixtures that do what they must are told nothing of', async () => {
    await using closing = await closed(targetWith(defaultFixtures));
    const report = await runConformance(closing.target, { requirements: [requirementOf(undefined, { needs: all })] });
    expect(report.misfits).to.equal(undefined);
    expect(exitCodeOf(report)).to.equal(0);
  });

  for (const capability of all) {
    it(`${capability} that does something else is told, and what needs it is skipped`, async () => {
      await using closing = await closed(targetWith(fixturesWith(capability)));
      const events: string[] = [];
      const free = example(async (trial) => {
        events.push('checked');
        trial.exercised();
      });
      const report = await runConformance(closing.target, {
        timeoutMs: 300,
        requirements: [
          requirementOf(free, { id: 'TEST-001', needs: [capability] }),
          requirementOf(free, { id: 'TEST-002' }),
        ],
        onMisfit: (misfit: Misfit) => events.push(misfit.capability),
      });
      expect(events).to.deep.equal([capability, 'checked']);
      expect(report.misfits?.map((one) => one.capability)).to.deep.equal([capability]);
      const [needing, other] = report.requirements;
      expect(needing?.verdict).to.equal('skipped');
      expect(needing?.reason).to.match(new RegExp(`^${capability} does not do what it must: .*expected .*, seen `));
      expect(other?.verdict).to.equal('pass');
      expect(exitCodeOf(report)).to.equal(4);
    });
  }

  it('a build that fails before its first step is not one that fails in a step', async () => {
    const reads = vertex('[internal] load build definition from Dockerfile').fails('no such file');
    const fake = await FakeController.start({ clock: 'real', scenario: { builds: [build().add(reads)] } });
    await using _stopped = fake;
    await using closing = await closed(addressTarget(await fake.listen(), { revision: '2023-04' }));
    const requirements = [requirementOf(undefined, { needs: ['builds.failsInStep'] })];
    const { misfits } = await runConformance(closing.target, { requirements });
    const found = misfits?.find(({ capability }) => capability === 'builds.failsInStep');
    expect(found?.what).to.equal('what fails of the build');
  });

  it('what a server does wrong now and then is no matter of the fixture', async () => {
    const progress = build().add(vertex('[1/1] RUN make').fails('exit code: 2'));
    // Three for the build that must succeed, which is tried first, and one for this.
    const mute = Array.from({ length: 4 }, () => build().fails('exit code: 2').once());
    const scenario = { builds: [...mute, progress] };
    await using fake = await FakeController.start({ clock: 'real', scenario });
    await using closing = await closed(addressTarget(await fake.listen(), { revision: '2023-04' }));
    const requirements = [requirementOf(undefined, { needs: ['builds.failsInStep'] })];
    const { misfits } = await runConformance(closing.target, { requirements });
    expect(misfits?.map(({ capability }) => capability)).to.deep.equal(['builds.succeeds']);
  });

  it('what nothing of the run needs is not looked at', async () => {
    await using closing = await closed(targetWith(fixturesWith('builds.takesLong')));
    const requirements = [requirementOf(undefined, { needs: ['builds.logs'] })];
    expect((await runConformance(closing.target, { requirements })).misfits).to.equal(undefined);
  });

  it('a check that takes what every target must have is skipped where that is not as it must be', async () => {
    await using closing = await closed(targetWith(fixturesWith('builds.succeeds')));
    const takes = example(async (trial) => {
      trial.exercised();
      await trial.client.build(trial.fixtures.builds.succeeds);
    });
    const requirements = [requirementOf(takes, { needs: ['builds.logs'] })];
    const [report] = (await runConformance(closing.target, { requirements })).requirements;
    expect(report?.verdict).to.equal('skipped');
    expect(report?.reason).to.include('builds.succeeds does not do what it must');
  });

  it('the fake, which brings its fixtures along, is not asked', async () => {
    await using closing = await closed(
      targetWith(fixturesWith('builds.takesLong')).then((target) => ({ ...target, kind: 'fake' as const })),
    );
    const requirements = [requirementOf(undefined, { needs: ['builds.takesLong'] })];
    expect((await runConformance(closing.target, { requirements })).misfits).to.equal(undefined);
  });
});

async function closed(opening: Promise<Target>): Promise<AsyncDisposable & { readonly target: Target }> {
  const target = await opening;
  return { target, [Symbol.asyncDispose]: () => target.close() };
}
