import type { Mutant } from '../../../src/mutants/mutant.js';
import { together } from '../../../src/mutants/shape/together.js';
import { transparent } from '../../../src/fake-controller/handlers/middleware.js';

/** A controller with both defects. They must be of one revision. */
export function both(one: Mutant, other: Mutant): Mutant {
  const { revision = other.revision } = one;
  return {
    name: `${one.name}+${other.name}`,
    does: `${one.does} ${other.does}`,
    requirement: one.requirement,
    quirks: [...(one.quirks ?? []), ...(other.quirks ?? [])],
    ...(revision === undefined ? {} : { revision }),
    handlers: () => together(one.handlers?.() ?? transparent, other.handlers?.() ?? transparent),
    bytes: (call) => {
      const inner = other.bytes?.(call) ?? call;
      return one.bytes?.(inner) ?? inner;
    },
  };
}
