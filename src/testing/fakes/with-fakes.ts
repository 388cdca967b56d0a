import { FakesOfTest, type TestFakes } from './fakes-of-test.js';
import type { RunningTest } from './running-test.js';

/**
 * The body of a test that is given fakes, and then whatever its runner gives to a test.
 *
 * @since 0.1.0
 */
export type TestBody<A extends readonly unknown[]> = (fakes: TestFakes, ...given: A) => unknown;

/** Makes tests of such bodies, for a runner of which `testOf` tells the test that is running. */
export function fakesFor(
  testOf: (given: readonly unknown[]) => RunningTest,
): <A extends readonly unknown[]>(body: TestBody<A>) => (...given: A) => Promise<void> {
  return (body) =>
    // Without a parameter of its own, since runners count those.
    async (...given) => {
      const fakes = new FakesOfTest(testOf(given));
      try {
        await fakes.run(() => body(fakes, ...given));
      } finally {
        await fakes.stop();
      }
    };
}
