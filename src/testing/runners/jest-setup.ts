/**
 * Hooks for jest that give each test fakes of its own, and the matchers for `expect`:
 * `setupFilesAfterEnv: ['buildx-testkit/jest/setup']`.
 *
 * @packageDocumentation
 */
import { afterEach, beforeEach, expect } from '@jest/globals';
import type { FakesOfTest } from '../fakes/fakes-of-test.js';
import type { Outcome } from '../fakes/running-fakes.js';
import { matchers } from '../matchers/matchers.js';
import { running, testOf } from './jest-fakes.js';

/** What is used of the state of jest's runner. */
interface CircusState {
  readonly currentlyRunningTest?: {
    readonly failing?: boolean;
    /** Each as it was thrown, or in a list with one that tells where the test was defined. */
    readonly errors: unknown[];
  };
}

// So that a compiler that is told of this file knows the matchers, too.
export type { BuildMatchers } from './jest.js';

expect.extend(matchers);

let current: FakesOfTest | undefined;

beforeEach(() => {
  current = running.begin(testOf(expect.getState()));
});

afterEach(async () => {
  const fakes = current;
  current = undefined;
  if (fakes !== undefined) await running.end(fakes, outcome());
});

/** Jest tells its hooks nothing of how a test ended: its runner's own state has to be asked. */
function outcome(): Outcome {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  );
  const { currentlyRunningTest: test } = (Reflect.get(globalThis, symbol ?? '') ?? {}) as CircusState;
  if (test === undefined) throw new Error('buildx-testkit/jest/setup is for jest 29 or later, with its own runner');
  const { errors, failing = false } = test;
  // What is left behind would be the error that such a test has to have.
  if (failing) return 'skipped';
  if (errors.length === 0) return 'passed';
  const last = errors.at(-1);
  const [error, ...places] = Array.isArray(last) ? (last as readonly unknown[]) : [last];
  return { error, replace: (told: unknown) => errors.splice(-1, 1, [told, ...places]) };
}
