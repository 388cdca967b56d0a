import type { BuildFixtures } from '../fixtures/fixtures.js';
import type { Target } from './target.js';

/**
 * Something that a target may lack; a requirement that needs it is then `skipped`. `builds.warns` and its like are the
 * optional build fixtures; {@link Trial.lacks} says the same from inside a check.
 *
 * @since 0.1.0
 */
export type Capability =
  | 'restart'
  | 'leftovers'
  | 'builds'
  | 'programs'
  | 'programs.tells'
  | `builds.${keyof BuildFixtures}`;

/** Finds the first capability that is needed and that the target lacks. */
export function missingCapability(target: Target, needed: readonly Capability[]): Capability | undefined {
  return needed.find((capability) => !has(target, capability));
}

function has(target: Target, capability: Capability): boolean {
  switch (capability) {
    case 'restart':
      return target.restart !== undefined;
    case 'leftovers':
      return target.leftovers !== undefined;
    case 'builds':
      return true;
    case 'programs':
      return target.fixtures.programs !== undefined;
    case 'programs.tells':
      return target.fixtures.programs?.tells !== undefined;
    default:
      return target.fixtures.builds[buildFixtureOf(capability)] !== undefined;
  }
}

function buildFixtureOf(
  capability: Exclude<Capability, 'restart' | 'leftovers' | 'builds' | 'programs' | 'programs.tells'>,
): keyof Target['fixtures']['builds'] {
  return capability.slice('builds.'.length) as keyof Target['fixtures']['builds'];
}
