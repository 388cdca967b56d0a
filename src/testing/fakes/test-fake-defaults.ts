import { checkTestFakeOptions, type TestFakeOptions } from './test-fake-options.js';

let defaults: TestFakeOptions = {};

/**
 * Says what is held of the fakes of all tests, where a test does not say so itself: for a setup file of your runner.
 *
 * @example setTestFakeDefaults({ quiescent: 'sessions', traces: 'traces' });
 * @throws ArgumentError for an option that there is not
 * @since 0.1.0
 */
export function setTestFakeDefaults(options: TestFakeOptions): void {
  checkTestFakeOptions('setTestFakeDefaults', options);
  defaults = options;
}

/** What was said last. */
export function defaultsOfFakes(): TestFakeOptions {
  return defaults;
}
