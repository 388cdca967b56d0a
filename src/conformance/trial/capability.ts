import type { BuildFixtures, Fixtures, ProgramFixtures } from '../fixtures/fixtures.js';
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
  | `programs.${keyof ProgramFixtures}`
  | `builds.${keyof BuildFixtures}`;

/** Finds the first capability that is needed and that the target lacks. */
export function missingCapability(
  target: Pick<Target, 'restart' | 'leftovers' | 'fixtures'>,
  needed: readonly Capability[],
): Capability | undefined {
  return needed.find((capability) => !has(target, capability));
}

function has(target: Pick<Target, 'restart' | 'leftovers' | 'fixtures'>, capability: Capability): boolean {
  switch (capability) {
    case 'restart':
      return target.restart !== undefined;
    case 'leftovers':
      return target.leftovers !== undefined;
    case 'builds':
      return true;
    case 'programs':
      return target.fixtures.programs !== undefined;
    default:
      return hasFixture(target.fixtures, capability);
  }
}

type FixtureCapability = Exclude<Capability, 'restart' | 'leftovers' | 'builds' | 'programs'>;

function hasFixture({ builds, programs }: Fixtures, capability: FixtureCapability): boolean {
  const [area = '', name = ''] = capability.split('.');
  const some: Readonly<Record<string, unknown>> = { ...(area === 'builds' ? builds : programs) };
  return some[name] !== undefined;
}
