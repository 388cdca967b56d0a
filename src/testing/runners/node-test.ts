/**
 * For `node:test`: tests with fakes of their own.
 *
 * @packageDocumentation
 */
import { shellQuote } from '../../words/shell-quote.js';
import { escaped, fromHere, type RunningTest } from '../fakes/running-test.js';
import { fakesFor, type TestBody } from '../fakes/with-fakes.js';

export type { TestFakes } from '../fakes/fakes-of-test.js';
export { setTestFakeDefaults } from '../fakes/test-fake-defaults.js';
export type { TestFakeOptions } from '../fakes/test-fake-options.js';
export type { TestBody } from '../fakes/with-fakes.js';

/**
 * Makes a test of a body that is given fakes, each made when it is first asked for; then what `node:test` gives to a test.
 *
 * @example it('builds', withFakes(async ({ fakeController }) => { const fake = await fakeController({ scenario }); }));
 * @since 0.1.0
 */
export const withFakes: <A extends readonly unknown[]>(body: TestBody<A>) => (...given: A) => Promise<void> = fakesFor(
  ([context]) => testOf(context ?? {}),
);

/** What is used of Node's own context of a test. */
interface Context {
  readonly name?: string;
  readonly fullName?: string;
  readonly filePath?: string;
}

/** Node 20 does not tell the file, which is the program of a process that runs one file of tests. */
function testOf({ name = '', fullName = name, filePath = process.argv[1] }: Context): RunningTest {
  const file = fromHere(filePath);
  const pattern = `--test-name-pattern=^${escaped(name)}$`;
  const words = ['node', '--test', pattern, ...(file === undefined ? [] : [file])];
  return { name: fullName, file, again: words.map(shellQuote).join(' ') };
}
