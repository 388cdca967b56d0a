/**
 * Hooks for vitest that give each test fakes of its own, and the matchers for `expect`:
 * `setupFiles: ['buildx-testkit/vitest/setup']`.
 *
 * @packageDocumentation
 */
import { beforeEach, expect } from 'vitest';
import type { Outcome } from '../fakes/running-fakes.js';
import { matchers } from '../matchers/matchers.js';
import { running, type Task, testOf } from './vitest-fakes.js';

// So that a compiler that is told of this file knows the matchers, too.
export type { BuildMatchers } from './vitest.js';

expect.extend(matchers);

beforeEach(({ task, onTestFinished }) => {
  const fakes = running.begin(testOf(task));
  // Called behind all `afterEach` hooks, and where one of those fails, too.
  onTestFinished(() => running.end(fakes, outcomeOf(task)));
});

function outcomeOf({ result }: Task): Outcome {
  if (result?.state === 'pass') return 'passed';
  const errors = result?.state === 'fail' ? result.errors : undefined;
  if (errors === undefined) return 'skipped';
  return { error: errors.at(-1), replace: (told: unknown) => errors.splice(-1, 1, told) };
}
