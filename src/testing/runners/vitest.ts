/**
 * For vitest: tests with fakes of their own, and matchers for `expect.extend`. With `/vitest/setup` as a setup file, every test has
 * both.
 *
 * @packageDocumentation
 */
// Or there would be nothing to augment.
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers
import type {} from 'vitest';
import type { FakeBuildKit } from '../../fake-buildkit/fake-buildkit.js';
import type { FakeController } from '../../fake-controller/fake-controller.js';
import type { TestFakes } from '../fakes/fakes-of-test.js';
import { fakesFor, type TestBody } from '../fakes/with-fakes.js';
import type { BuildMatchers } from '../matchers/matchers.js';
import { running, type Task, testOf } from './vitest-fakes.js';

export { matchers, type BuildMatchers, type MatcherResult } from '../matchers/matchers.js';
export type { TestFakes } from '../fakes/fakes-of-test.js';
export { setTestFakeDefaults } from '../fakes/test-fake-defaults.js';
export type { TestFakeOptions } from '../fakes/test-fake-options.js';
export type { TestBody } from '../fakes/with-fakes.js';

declare module 'vitest' {
  interface Matchers<T> extends BuildMatchers<T> {}
}

/**
 * Makes a test of a body that is given fakes, each made when it is first asked for; then what vitest gives to a test.
 *
 * @example it('builds', withFakes(async ({ fakeController }) => { const fake = await fakeController({ scenario }); }));
 * @since 0.1.0
 */
export const withFakes: <A extends readonly unknown[]>(body: TestBody<A>) => (...given: A) => Promise<void> = fakesFor(
  (given) => testOf(taskIn(given)),
);

/** The context is a function, and in tests of a table the row comes before it. */
function taskIn(given: readonly unknown[]): Task | undefined {
  const contexts = given.filter((one) => typeof one === 'function' || (typeof one === 'object' && one !== null));
  return contexts.map((context) => (context as { readonly task?: Task }).task).find((task) => task !== undefined);
}

/**
 * The controller of the test that is running, made when it is first asked for: {@link TestFakes.fakeController}. Needs the
 * setup file `buildx-testkit/vitest/setup`. May be asked for in `beforeEach` hooks.
 *
 * @example const fake = await fakeController({ scenario });
 * @throws Error outside of a test, without the setup file, or where several tests are running at once
 * @since 0.1.0
 */
export const fakeController: (...given: Parameters<TestFakes['fakeController']>) => Promise<FakeController> =
  running.fakeController;

/**
 * The BuildKit of the test that is running, likewise.
 *
 * @throws Error outside of a test, without the setup file, or where several tests are running at once
 * @since 0.1.0
 */
export const fakeBuildKit: (...given: Parameters<TestFakes['fakeBuildKit']>) => Promise<FakeBuildKit> =
  running.fakeBuildKit;
