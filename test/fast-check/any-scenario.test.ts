import { expect } from 'chai';
import fc from 'fast-check';
import { BuildFailedError } from '../../src/client/build-failed-error.js';
import { anyBuild } from '../../src/fast-check/any-build.js';
import { anyScenario } from '../../src/fast-check/any-scenario.js';
import { interleavings } from '../../src/conformance/arbitraries/interleavings.js';
import { FakeBuildKit, FakeController, toScenario } from '../../src/index.js';
import type { BuildScript } from '../../src/scenarios/model/build-script.js';

const runs = { numRuns: 15, seed: 7 };

async function outcomeOf(build: BuildScript): Promise<'succeeds' | 'fails'> {
  await using fake = await FakeController.start({ scenario: { builds: [build] } });
  try {
    await fake.client().build({ contextPath: '.' });
    return 'succeeds';
  } catch (error) {
    if (error instanceof BuildFailedError) return 'fails';
    throw error;
  }
}

describe('anyScenario', () => {
  it('gives data that is a scenario, in either fake', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), async (scenario) => {
        expect(toScenario(scenario)).to.deep.equal(scenario);
        expect(JSON.parse(JSON.stringify(scenario))).to.deep.equal(scenario);
        await using _ = await FakeBuildKit.start({ scenario });
      }),
      runs,
    );
  });

  it('gives one build after the other, each of which ends, in any order of events', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), interleavings(), async (scenario, schedule) => {
        await using fake = await FakeController.start({ scenario, schedule });
        const client = fake.client();
        for (const build of scenario.builds ?? []) {
          const failed = await client.build({ contextPath: '.' }).then(
            () => false,
            (error: unknown) => error instanceof BuildFailedError,
          );
          expect(failed).to.equal(build.vertices?.some(({ error }) => error !== undefined));
        }
        fake.assertQuiescent();
      }),
      runs,
    );
  });
});

describe('anyBuild', () => {
  it('ends as it is asked to', async () => {
    for (const outcome of ['succeeds', 'fails'] as const) {
      await fc.assert(
        fc.asyncProperty(anyBuild({ outcome }), async (build) => (await outcomeOf(build)) === outcome),
        runs,
      );
    }
  });

  it('has every sort of thing in it', () => {
    const text = JSON.stringify(fc.sample(anyBuild(), { numRuns: 300, seed: 1 }));
    for (const key of ['cached', 'error', 'inputs', 'logs', 'pieces', 'stderr', 'statuses', 'warnings', 'takes'])
      expect(text).to.contain(`"${key}"`);
  });

  it('has no more vertices than it may', () => {
    const builds = fc.sample(anyBuild({ vertices: 2 }), { numRuns: 100, seed: 1 });
    expect(Math.max(...builds.map(({ vertices = [] }) => vertices.length))).to.equal(2);
  });

  it('shrinks to vertices that do nothing but what is wrong', async () => {
    const { counterexample } = await fc.check(
      fc.asyncProperty(anyBuild(), async (build) => (await outcomeOf(build)) === 'succeeds'),
      { seed: 3, numRuns: 200 },
    );
    const [build] = counterexample as [BuildScript];
    const contents = (build.vertices ?? []).map((vertex) =>
      Object.entries(vertex).filter(([key]) => key !== 'name' && key !== 'inputs'),
    );
    const error = 'process "/bin/sh -c make" did not complete successfully: exit code: 1';
    expect(contents.flat()).to.deep.equal([['error', error]]);
  });

  it('finds a client that takes each piece of a log for a line of its own', async () => {
    const linesOf = async (build: BuildScript): Promise<readonly string[]> => {
      await using fake = await FakeController.start({ scenario: { builds: [build] } });
      const { statuses } = await fake.client().build({ contextPath: '.' });
      return statuses.flatMap(({ logs }) => logs.map(({ message }) => Buffer.from(message).toString()));
    };
    const { counterexample } = await fc.check(
      fc.asyncProperty(anyBuild({ outcome: 'succeeds', vertices: 1 }), async (build) => {
        const [vertex] = build.vertices ?? [];
        const written = (vertex?.logs ?? []).map(({ text }) => text);
        expect(await linesOf(build)).to.have.members(written);
      }),
      { seed: 5, numRuns: 200 },
    );
    const [build] = counterexample as [BuildScript];
    expect(build.vertices?.[0]?.logs).to.have.length(1);
    expect(build.vertices?.[0]?.logs?.[0]).to.have.property('pieces', 2);
  });
});
