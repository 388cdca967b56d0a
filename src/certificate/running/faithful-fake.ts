import { fakeTarget, type FakeTargetOptions } from '../../conformance/targets/fake.js';
import type { Target } from '../../conformance/trial/target.js';
import { quirk, quirkNames } from '../../fake-controller/quirks/catalogue.js';
import { isWithin } from '../../protocol/revision.js';

/** Quirks that are chance on a real server, and so nothing to compare by. */
const chances: readonly string[] = ['lost-exits', 'silent-ends-race'];

/**
 * The fake with every defect of the real server, also those that are off by default because tests seldom want them, and
 * races as they usually end.
 */
export function faithfulFake(
  { revision, info }: Pick<Target, 'revision'> & Partial<Pick<Target, 'info'>>,
  mutant?: FakeTargetOptions['mutant'],
): Promise<Target> {
  const quirks = quirkNames.filter((name) => isWithin(quirk(name), revision) && !chances.includes(name));
  return fakeTarget({
    revision,
    quirks,
    races: 'usual',
    ...(info === undefined ? {} : { info }),
    ...(mutant === undefined ? {} : { mutant }),
  });
}
