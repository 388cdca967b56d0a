import { shellQuote } from '../../words/shell-quote.js';
import { RunningFakes } from '../fakes/running-fakes.js';
import { escaped, fromHere, type RunningTest } from '../fakes/running-test.js';

/** What is used of vitest's own task. */
export interface Task {
  readonly name: string;
  readonly suite?: Task | undefined;
  readonly file?: { readonly filepath?: string } | undefined;
  /** Whether it is a test that has to fail. */
  readonly fails?: boolean | undefined;
  readonly result?: { readonly state?: string; readonly errors?: unknown[] } | undefined;
}

/** The fakes of the tests that the hooks of the setup file have begun. */
export const running = new RunningFakes(
  "ask in a test or a beforeEach hook, and give vitest setupFiles: ['buildx-testkit/vitest/setup']",
);

export function testOf(task: Task | undefined): RunningTest {
  const name = task === undefined ? '' : namesOf(task).join(' ');
  const file = fromHere(task?.file?.filepath);
  const words = ['npx', 'vitest', 'run', ...(file === undefined ? [] : [file]), '-t', `^${escaped(name)}$`];
  return { name, file, again: words.map(shellQuote).join(' ') };
}

function namesOf({ name, suite }: Task): readonly string[] {
  return suite === undefined || suite.name === '' ? [name] : [...namesOf(suite), name];
}
