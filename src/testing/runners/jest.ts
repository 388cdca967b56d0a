/**
 * For jest: tests with fakes of their own, and matchers for `expect.extend`. With `/jest/setup` as a setup file, every test has
 * both.
 *
 * @packageDocumentation
 */
// Or there would be nothing to augment.
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers
import type {} from 'expect';
import type { FakeBuildKit } from '../../fake-buildkit/fake-buildkit.js';
import type { FakeController } from '../../fake-controller/fake-controller.js';
import type { TestFakes } from '../fakes/fakes-of-test.js';
import { fakesFor, type TestBody } from '../fakes/with-fakes.js';
import type { BuildMatchers } from '../matchers/matchers.js';
import { type ExpectState, running, testOf } from './jest-fakes.js';

export { matchers, type BuildMatchers, type MatcherResult } from '../matchers/matchers.js';
export type { TestFakes } from '../fakes/fakes-of-test.js';
export { setTestFakeDefaults } from '../fakes/test-fake-defaults.js';
export type { TestFakeOptions } from '../fakes/test-fake-options.js';
export type { TestBody } from '../fakes/with-fakes.js';

declare module 'expect' {
  interface Matchers<R> extends BuildMatchers<R> {}
}

declare global {
  namespace jest {
    interface Matchers<R> extends BuildMatchers<R> {}
  }
}

/**
 * Makes a test of a body that is given fakes, each made when it is first asked for; then what jest gives to a test.
 *
 * @remarks jest tells which test is running by its global `expect`. Without globals (`injectGlobals: false`), and in
 * `it.concurrent`, which has several running, the seed is not that of the test's name.
 *
 * @example it('builds', withFakes(async ({ fakeController }) => { const fake = await fakeController({ scenario }); }));
 * @since 0.1.0
 */
export const withFakes: <A extends readonly unknown[]>(body: TestBody<A>) => (...given: A) => Promise<void> = fakesFor(
  () => {
    const { expect } = globalThis as { readonly expect?: { getState?: () => ExpectState } };
    return testOf(expect?.getState?.() ?? {});
  },
);

/**
 * The controller of the test that is running, made when it is first asked for: {@link TestFakes.fakeController}. Needs the
 * setup file `buildx-testkit/jest/setup`. May be asked for in `beforeEach` hooks.
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
