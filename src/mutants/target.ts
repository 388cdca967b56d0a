import type { Target } from '../conformance/trial/target.js';
import { fakeTarget } from '../conformance/targets/fake.js';
import type { Mutant } from './mutant.js';

/** Makes a target of the embedded fake, broken in this way. */
export async function mutantTarget(mutant: Mutant, { seed }: { readonly seed?: number } = {}): Promise<Target> {
  const { revision, quirks = 'none' } = mutant;
  const target = await fakeTarget({
    mutant,
    quirks,
    ...(revision === undefined ? {} : { revision }),
    ...(seed === undefined ? {} : { seed }),
  });
  return { ...target, address: `in this process, broken as ${mutant.name}` };
}
