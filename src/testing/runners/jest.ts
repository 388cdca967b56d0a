/**
 * For jest: tests with fakes of their own, and matchers for `expect.extend`.
 *
 * @packageDocumentation
 */
// Or there would be nothing to augment.
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers
import type {} from 'expect';
import { shellQuote } from '../../words/shell-quote.js';
import { escaped, fromHere, type RunningTest } from '../fakes/running-test.js';
import { fakesFor, type TestBody } from '../fakes/with-fakes.js';
import type { BuildMatchers } from '../matchers/matchers.js';

export { matchers, type BuildMatchers, type MatcherResult } from '../matchers/matchers.js';
export type { TestFakes } from '../fakes/fakes-of-test.js';
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
export const withFakes: <A extends readonly unknown[]>(body: TestBody<A>) => (...given: A) => Promise<void> =
  fakesFor(testOf);

interface State {
  readonly currentTestName?: string;
  readonly testPath?: string;
}

function testOf(): RunningTest {
  const { expect } = globalThis as { readonly expect?: { getState?: () => State } };
  const { currentTestName: name = '', testPath } = expect?.getState?.() ?? {};
  const file = fromHere(testPath);
  const words = ['npx', 'jest', ...(file === undefined ? [] : [file]), '-t', `^${escaped(name)}$`];
  return { name, file, again: words.map(shellQuote).join(' ') };
}
