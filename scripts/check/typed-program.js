/** What people write, in the types of the package: each entry point is used as its page says. */
export const typedProgram = `import { ControllerClient, FakeBuildKit, FakeController, RpcError, build, vertex, withBuildx } from 'buildx-testkit';
import { openTarget, runConformance, type Report } from 'buildx-testkit/conformance';
import { BuildxControllerContainer } from 'buildx-testkit/container';
import { buildxTestkit } from 'buildx-testkit/chai';
import { anyBuild } from 'buildx-testkit/fast-check';
import { fakeController as fakeOfJest } from 'buildx-testkit/jest';
import { fakeController as fakeOfMocha, mochaHooks } from 'buildx-testkit/mocha';
import { withFakes } from 'buildx-testkit/node-test';
import { serviceOf } from 'buildx-testkit/protocol';
import { parseScenario, type Scenario } from 'buildx-testkit/scenarios';
import { BuildHistory, assertReceived } from 'buildx-testkit/testing';
import { fakeController as fakeOfVitest, setTestFakeDefaults } from 'buildx-testkit/vitest';
import type { Matchers } from 'expect';
import type { Assertion as VitestAssertion } from 'vitest';

export async function aBuildThatFails(): Promise<readonly string[]> {
  const failing = build().add(vertex('RUN make').takes('1h').logs('cc main.c\\n').exits(2));
  const fake = await FakeController.start({ scenario: { builds: [failing] }, clock: 'auto' });
  const client: ControllerClient = fake.client();
  const failure: unknown = await client.build({ contextPath: '.' }).catch((error: unknown) => error);
  if (!(failure instanceof RpcError)) throw new Error('it did not fail');
  assertReceived(fake, 'Build', { contextPath: '.' });
  for (const { options } of fake.requests('Build')) void options?.contextPath.length;
  await fake.stop();
  return [failure.codeName, failure.message];
}

export async function theRealProgram(scenario: Scenario): Promise<number | null> {
  const fake = await FakeBuildKit.start({ scenario });
  const buildx = await withBuildx(fake);
  const { exitCode } = await buildx.run(['build', '-'], { stdin: 'FROM scratch\\n' });
  await fake.stop();
  return exitCode;
}

export async function theSuite(): Promise<Report> {
  const target = await openTarget('fake');
  return runConformance(target, { only: ['INFO-001'] });
}

export const scenario: Scenario = parseScenario('builds: []');
export const container = (): BuildxControllerContainer => new BuildxControllerContainer();
export const bytes: Uint8Array | undefined = serviceOf('0.12').Build?.request.encode({ ref: 'r' });
export const states = (told: ConstructorParameters<typeof BuildHistory>[0]): readonly string[] =>
  new BuildHistory(told).failed.map(({ name }) => name);
export const test = withFakes(async ({ fakeController }) => (await fakeController({ quiescent: false })).stop());
export const fakes = [fakeOfJest, fakeOfMocha, fakeOfVitest] as const;
export const others = [anyBuild, buildxTestkit, mochaHooks, setTestFakeDefaults] as const;

export function assertions(chai: Chai.Assertion, jest: Matchers<void>, vitest: VitestAssertion<object>): void {
  chai.to.have.received('Build').with({ target: 'x' });
  jest.toHaveReceived('Build', { target: /x/ });
  vitest.toHaveReceived('Build', { noCache: true });
}
`;
