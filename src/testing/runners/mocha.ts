/**
 * Hooks for mocha that give each test fakes of its own: `mocha --require buildx-testkit/mocha`, in parallel mode, too; or
 * `"require": ["buildx-testkit/mocha"]` in `.mocharc.json`.
 *
 * @packageDocumentation
 */
import type { FakeBuildKit } from '../../fake-buildkit/fake-buildkit.js';
import type { FakeController } from '../../fake-controller/fake-controller.js';
import { shellQuote } from '../../words/shell-quote.js';
import type { FakesOfTest, TestFakes } from '../fakes/fakes-of-test.js';
import { RunningFakes } from '../fakes/running-fakes.js';
import { fromHere } from '../fakes/running-test.js';

export type { TestFakes } from '../fakes/fakes-of-test.js';
export { setTestFakeDefaults } from '../fakes/test-fake-defaults.js';
export type { TestFakeOptions } from '../fakes/test-fake-options.js';

/** What is used of mocha's own test. */
interface MochaTest {
  fn?: Body;
  readonly file?: string;
  readonly fullTitle: () => string;
}

type Body = (this: unknown, done?: Done) => unknown;

/**
 * The test that a hook of mocha's runs for.
 *
 * @since 0.1.0
 */
export interface MochaContext {
  /** The test that is about to run, or has run. */
  readonly currentTest?: { readonly title: string } | undefined;
}

const running = new RunningFakes('ask in a test or a beforeEach hook, and give mocha --require buildx-testkit/mocha');
let current: FakesOfTest | undefined;

/** The bodies that have what is done around them, since mocha runs one again where it retries or watches. */
const wrapped = new WeakSet<Body>();

/**
 * Mocha's root hooks: `--require` finds them by this name. What a test that passes leaves behind in its fakes fails the
 * test itself, as soon as its body is over; `afterEach` hooks of its suite may still read the fakes.
 *
 * @since 0.1.0
 */
export const mochaHooks: {
  /** Prepares the fakes of the test that comes. */
  readonly beforeEach: (this: MochaContext) => void;
  /** Stops them. */
  readonly afterEach: () => Promise<void>;
} = {
  beforeEach(this: MochaContext) {
    const test = this.currentTest as MochaTest | undefined;
    if (test === undefined) return;
    const name = test.fullTitle();
    const file = fromHere(test.file);
    const words = ['npx', 'mocha', ...required(process.argv), ...(file === undefined ? [] : [file]), '-f', name];
    current = running.begin({ name, file, again: words.map(shellQuote).join(' ') });
    if (test.fn !== undefined && !wrapped.has(test.fn)) test.fn = around(test.fn);
  },
  async afterEach() {
    const fakes = current;
    current = undefined;
    // Its own body has told already.
    if (fakes !== undefined) await running.end(fakes, 'skipped');
  },
};

/**
 * The controller of the test that is running, made when it is first asked for: {@link TestFakes.fakeController}. May be
 * asked for in `beforeEach` hooks.
 *
 * @example const fake = await fakeController({ scenario });
 * @throws Error outside of a test, or without the hooks
 * @since 0.1.0
 */
export const fakeController: (...given: Parameters<TestFakes['fakeController']>) => Promise<FakeController> =
  running.fakeController;

/**
 * The BuildKit of the test that is running, likewise.
 *
 * @throws Error outside of a test, or without the hooks
 * @since 0.1.0
 */
export const fakeBuildKit: (...given: Parameters<TestFakes['fakeBuildKit']>) => Promise<FakeBuildKit> =
  running.fakeBuildKit;

/** What mocha was told to require on its command line; its configuration says so again by itself. */
function required(argv: readonly string[]): readonly string[] {
  return argv.flatMap((word, index) => {
    if (word === '--require' || word === '-r') return ['--require', argv[index + 1] ?? ''];
    return word.startsWith('--require=') ? [word] : [];
  });
}

/** A body with a parameter is done when it calls that. */
function around(body: Body): Body {
  const outer: Body =
    body.length === 0
      ? function (this: unknown) {
          return running.only().run(() => body.call(this));
        }
      : function (this: unknown, done = () => undefined) {
          void toldOf(
            running.only().run(() => called(body, this)),
            done,
          );
        };
  wrapped.add(outer);
  return outer;
}

type Done = (error?: Error | null) => void;

/** Calls back, since mocha refuses a promise of a body that has a parameter. */
async function toldOf(work: Promise<void>, done: Done): Promise<void> {
  let failure: Error | undefined;
  try {
    await work;
  } catch (error) {
    failure = error as Error;
  }
  done(failure);
}

function called(body: Body, context: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    body.call(context, (error) => {
      if (error === undefined || error === null) resolve();
      else reject(error);
    });
  });
}
