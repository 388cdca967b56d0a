import * as fc from 'fast-check';
import { checkOptions } from '../options/check.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import { anyBuild, anyBuildRules, type AnyBuildOptions } from './any-build.js';

/** So many builds a scenario has at most. */
const mostBuilds = 3;

/**
 * Generates scenarios of up to three builds, as {@link anyBuild} makes them: each is played once, in order, and the last
 * again and again. Programs are the built-in ones. Either fake plays them.
 *
 * @example
 * await fc.assert(fc.asyncProperty(anyScenario(), interleavings(), async (scenario, schedule) => {
 *   await using fake = await FakeController.start({ scenario, schedule });
 *   await myClient(fake.channel).build('.');
 * }));
 * @throws ArgumentError when the options are wrong
 * @since 0.1.0
 */
export function anyScenario(options: AnyBuildOptions = {}): fc.Arbitrary<Scenario> {
  checkOptions('anyScenario', options, anyBuildRules);
  return fc.array(anyBuild(options), { minLength: 1, maxLength: mostBuilds }).map((builds) => ({
    builds: builds.map((build, i) => (i < builds.length - 1 ? { ...build, once: true } : build)),
  }));
}
