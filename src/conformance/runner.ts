/**
 * The functions of a test runner with which a suite is defined, as mocha, vitest, jest and node:test name them.
 *
 * @since 0.1.0
 */
export interface TestRunner {
  /** Defines a suite. */
  readonly describe: (title: string, define: () => void) => unknown;
  /** Defines a test. */
  readonly it: (title: string, test: () => Promise<void>, timeoutMs?: number) => unknown;
  /** Runs something before the tests of a suite: so mocha and node:test call it. */
  readonly before?: (hook: () => Promise<void>) => unknown;
  /** Runs something after the tests of a suite: so mocha and node:test call it. */
  readonly after?: (hook: () => Promise<void>) => unknown;
  /** Runs something before the tests of a suite: so vitest and jest call it. */
  readonly beforeAll?: (hook: () => Promise<void>, timeoutMs?: number) => unknown;
  /** Runs something after the tests of a suite: so vitest and jest call it. */
  readonly afterAll?: (hook: () => Promise<void>, timeoutMs?: number) => unknown;
}

/** Marks the test that is running as skipped, where the runner can: jest cannot, there it passes. */
export type Skip = () => void;

/** The longest time that timers know, in milliseconds: the suite has a limit of its own for every wait. */
const longestMs = 2 ** 31 - 1;

/** What a runner gives to a test that is running: mocha as `this`, vitest and node:test as an argument. */
interface Running {
  readonly skip?: () => void;
}

/** Mocha's suite that is being defined. */
interface MochaSuite {
  readonly timeout?: (ms: number) => void;
  readonly retries?: (times: number) => void;
}

/** Defines suites with any of the runners. */
export class SuiteDefinition {
  readonly #runner: TestRunner;

  constructor(runner: TestRunner) {
    this.#runner = runner;
  }

  describe(title: string, define: () => void): void {
    this.#runner.describe(title, function (this: MochaSuite | undefined) {
      this?.timeout?.(0);
      this?.retries?.(0);
      define();
    });
  }

  before(hook: () => Promise<void>): void {
    if (this.#runner.beforeAll === undefined) this.#runner.before?.(hook);
    else this.#runner.beforeAll(hook, longestMs);
  }

  after(hook: () => Promise<void>): void {
    if (this.#runner.afterAll === undefined) this.#runner.after?.(hook);
    else this.#runner.afterAll(hook, longestMs);
  }

  it(title: string, test: (skip: Skip) => Promise<void>): void {
    // Without a parameter of its own, since mocha and jest would wait for that to be called.
    const running = async function (this: Running | undefined, ...given: readonly Running[]): Promise<void> {
      await test(() => (this?.skip === undefined ? given[0]?.skip?.() : this.skip()));
    };
    this.#runner.it(title, running, longestMs);
  }
}

/** The runner whose functions are global: mocha's, jest's, and vitest's where it is told to make them so. */
export function globalRunner(): TestRunner {
  return globalThis;
}
