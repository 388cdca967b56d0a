/**
 * Generators for properties of your own client, with fast-check: any build, any scenario, any order of events. What they
 * find is shrunk, and prints as data that can be pasted into a test.
 *
 * @packageDocumentation
 */
export { ArgumentError } from '../options/argument-error.js';
export { interleavings, type InterleavingsOptions } from '../conformance/arbitraries/interleavings.js';
export { anyBuild, type AnyBuildOptions } from './any-build.js';
export { anyScenario } from './any-scenario.js';
export type { ChoosingScheduler } from '../time/choosing-scheduler.js';
