import { FakesOfTest, type TestFakes } from './fakes-of-test.js';
import type { RunningTest } from './running-test.js';

/** How a test ended; of one that failed, its error, and what puts another in its place. */
export type Outcome = 'passed' | 'skipped' | { readonly error: unknown; readonly replace: (told: unknown) => void };

/** The fakes of whichever test is running, for runners with hooks around a body that is given nothing. */
export class RunningFakes implements TestFakes {
  readonly #running = new Set<FakesOfTest>();
  readonly #advice: string;

  /** @param advice - what to do where no test is running that has fakes */
  constructor(advice: string) {
    this.#advice = advice;
  }

  /** A test begins. */
  begin(test: RunningTest): FakesOfTest {
    const fakes = new FakesOfTest(test);
    this.#running.add(fakes);
    return fakes;
  }

  /**
   * A test is over: holds what is to be so after one that passed, tells of the fakes in the error of one that failed, and
   * stops them.
   * @throws NotQuiescentError
   */
  async end(fakes: FakesOfTest, outcome: Outcome): Promise<void> {
    try {
      if (outcome === 'passed') await fakes.run(() => undefined);
      else if (outcome !== 'skipped') outcome.replace(await fakes.told(outcome.error));
    } finally {
      this.#running.delete(fakes);
      await fakes.stop();
    }
  }

  /** The fakes of the only test that is running. @throws Error where there is none, or more than one */
  only(): FakesOfTest {
    const [fakes, ...others] = this.#running;
    if (fakes === undefined) throw new Error(`no test is running that has fakes: ${this.#advice}`);
    if (others.length === 0) return fakes;
    throw new Error(
      `${others.length + 1} tests are running at once, and each has fakes of its own: give this one its fakes by withFakes`,
    );
  }

  readonly fakeController: TestFakes['fakeController'] = async (...given) => this.only().fakeController(...given);
  readonly fakeBuildKit: TestFakes['fakeBuildKit'] = async (...given) => this.only().fakeBuildKit(...given);
}
