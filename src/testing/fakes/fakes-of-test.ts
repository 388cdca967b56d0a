import { FakeBuildKit } from '../../fake-buildkit/fake-buildkit.js';
import type { FakeBuildKitOptions } from '../../fake-buildkit/options.js';
import { FakeController } from '../../fake-controller/fake-controller.js';
import type { FakeControllerOptions } from '../../fake-controller/options.js';
import { checkAfter } from './check-after.js';
import { type FailedFake, failureReport } from './failure-report.js';
import type { RunningTest } from './running-test.js';
import { seedOfName } from './seed-of-name.js';
import { defaultsOfFakes } from './test-fake-defaults.js';
import { checkTestFakeOptions, type TestFakeOptions } from './test-fake-options.js';
import { withReport } from './with-report.js';

/**
 * The fakes of one test, each made when it is first asked for.
 *
 * @since 0.1.0
 */
export interface TestFakes {
  /**
   * The controller of this test. Its seed follows from the test's name, unless one is given or `BUILDX_TESTKIT_SEED` is
   * set.
   *
   * @throws Error for options when it has been made already; ScenarioError, UnknownQuirkError, RangeError as its `start`
   */
  readonly fakeController: (options?: FakeControllerOptions & TestFakeOptions) => Promise<FakeController>;
  /** The BuildKit of this test, likewise. */
  readonly fakeBuildKit: (options?: FakeBuildKitOptions & TestFakeOptions) => Promise<FakeBuildKit>;
}

type Options = FakeControllerOptions & FakeBuildKitOptions & TestFakeOptions;

/** The fakes of a test, and what is held and told of them. */
export class FakesOfTest implements TestFakes {
  readonly #test: RunningTest;
  readonly #made: (FailedFake & { readonly options: TestFakeOptions })[] = [];
  #controller: Promise<FakeController> | undefined;
  #buildKit: Promise<FakeBuildKit> | undefined;

  constructor(test: RunningTest) {
    this.#test = test;
  }

  readonly fakeController = (options?: FakeControllerOptions & TestFakeOptions): Promise<FakeController> => {
    if (this.#controller !== undefined && options !== undefined) throw alreadyMade('FakeController');
    this.#controller ??= this.#make('FakeController', (given) => FakeController.start(given), options);
    return this.#controller;
  };

  readonly fakeBuildKit = (options?: FakeBuildKitOptions & TestFakeOptions): Promise<FakeBuildKit> => {
    if (this.#buildKit !== undefined && options !== undefined) throw alreadyMade('FakeBuildKit');
    this.#buildKit ??= this.#make('FakeBuildKit', (given) => FakeBuildKit.start(given), options);
    return this.#buildKit;
  };

  /** Runs the body of the test; what is wrong afterwards fails it, too, and its error tells of the fakes. */
  async run<T>(body: () => T | Promise<T>): Promise<T> {
    try {
      const result = await body();
      for (const { fake, options } of this.#made) checkAfter(fake, options);
      return result;
    } catch (error) {
      throw await this.told(error);
    }
  }

  /** The error of a test that failed, and what is told of its fakes. */
  async told(error: unknown): Promise<unknown> {
    return this.#made.length === 0 ? error : withReport(error, await failureReport(this.#made, this.#test));
  }

  /** Stops all of them. */
  async stop(): Promise<void> {
    for (const { fake } of this.#made) await fake.stop();
  }

  async #make<F extends FailedFake['fake']>(
    kind: string,
    start: (options: Options) => Promise<F>,
    options: Options = {},
  ): Promise<F> {
    const defaults = { traces: process.env['BUILDX_TESTKIT_TRACES'], ...defaultsOfFakes() };
    const {
      quiescent = defaults.quiescent,
      noUnknownRequests = defaults.noUnknownRequests,
      traces = defaults.traces,
      ...rest
    } = options;
    checkTestFakeOptions(`fake${kind.replace('Fake', '')}`, { quiescent, noUnknownRequests, traces });
    const seed = options.seed ?? seedFromEnvironment() ?? seedOfName(this.#test.name);
    const fake = await start({ ...rest, seed });
    const held = {
      ...(quiescent !== undefined && { quiescent }),
      ...(noUnknownRequests !== undefined && { noUnknownRequests }),
    };
    this.#made.push({ fake, kind, seed, traces: traces === '' ? undefined : traces, options: held });
    return fake;
  }
}

/** @throws RangeError when the variable is no seed */
function seedFromEnvironment(): number | undefined {
  const text = process.env['BUILDX_TESTKIT_SEED'] ?? '';
  if (text === '') return undefined;
  const seed = Number(text);
  if (!Number.isSafeInteger(seed))
    throw new RangeError(`BUILDX_TESTKIT_SEED is ${JSON.stringify(text)}: give a whole number`);
  return seed;
}

function alreadyMade(kind: string): Error {
  return new Error(
    `the ${kind} of this test was made already: give options where it is first asked for, or fake.use(scenario)`,
  );
}
