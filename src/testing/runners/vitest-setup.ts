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
  const earlier = errorsOf(task).length;
  // Called behind all `afterEach` hooks, and where one of those fails, too.
  onTestFinished(() => running.end(fakes, outcomeOf(task, earlier)));
});

/** A task that is tried or repeated several times keeps its state and its errors: those that are new are of this time. */
function outcomeOf(task: Task, earlier: number): Outcome {
  const errors = errorsOf(task);
  // What is left behind would be the error that a test has to have.
  if (task.result?.state === 'skip' || task.fails === true) return 'skipped';
  if (errors.length === earlier) return 'passed';
  return { error: errors.at(-1), replace: (told: unknown) => errors.splice(-1, 1, told) };
}

function errorsOf({ result }: Task): unknown[] {
  return result?.errors ?? [];
}
