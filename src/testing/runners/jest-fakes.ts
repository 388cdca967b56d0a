import { shellQuote } from '../../words/shell-quote.js';
import { RunningFakes } from '../fakes/running-fakes.js';
import { escaped, fromHere, type RunningTest } from '../fakes/running-test.js';

/** What is used of the state of jest's `expect`. */
export interface ExpectState {
  readonly currentTestName?: string | undefined;
  readonly testPath?: string | undefined;
}

/** The fakes of the tests that the hooks of the setup file have begun. */
export const running = new RunningFakes(
  "ask in a test or a beforeEach hook, and give jest setupFilesAfterEnv: ['buildx-testkit/jest/setup']; " +
    "where tests are ES modules, a module of your own that says import 'buildx-testkit/jest/setup'; " +
    'jest runs no hooks around it.concurrent: give such a test its fakes by withFakes',
);

export function testOf({ currentTestName: name = '', testPath }: ExpectState): RunningTest {
  const file = fromHere(testPath);
  const words = ['npx', 'jest', ...(file === undefined ? [] : [file]), '-t', `^${escaped(name)}$`];
  return { name, file, again: words.map(shellQuote).join(' ') };
}
