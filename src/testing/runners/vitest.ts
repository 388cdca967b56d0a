/**
 * For vitest: tests with fakes of their own, and matchers for `expect.extend`.
 *
 * @packageDocumentation
 */
// Or there would be nothing to augment.
// oxlint-disable-next-line import/no-empty-named-blocks, unicorn/require-module-specifiers
import type {} from 'vitest';
import { shellQuote } from '../../words/shell-quote.js';
import { escaped, fromHere, type RunningTest } from '../fakes/running-test.js';
import { fakesFor, type TestBody } from '../fakes/with-fakes.js';
import type { BuildMatchers } from '../matchers/matchers.js';

export { matchers, type BuildMatchers, type MatcherResult } from '../matchers/matchers.js';
export type { TestFakes } from '../fakes/fakes-of-test.js';
export type { TestFakeOptions } from '../fakes/test-fake-options.js';
export type { TestBody } from '../fakes/with-fakes.js';

declare module 'vitest' {
  interface Matchers<T> extends BuildMatchers<T> {}
}

/** What is used of vitest's own task. */
interface Task {
  readonly name: string;
  readonly suite?: Task | undefined;
  readonly file?: { readonly filepath?: string } | undefined;
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

function testOf(task: Task | undefined): RunningTest {
  const name = task === undefined ? '' : namesOf(task).join(' ');
  const file = fromHere(task?.file?.filepath);
  const words = ['npx', 'vitest', 'run', ...(file === undefined ? [] : [file]), '-t', `^${escaped(name)}$`];
  return { name, file, again: words.map(shellQuote).join(' ') };
}

function namesOf({ name, suite }: Task): readonly string[] {
  return suite === undefined || suite.name === '' ? [name] : [...namesOf(suite), name];
}
