import { isWithin, type Revision } from '../../protocol/revision.js';
import type { Difference } from '../comparing/compare.js';
import type { Explanation } from './explanation.js';
import { explanations } from './index.js';

/** The explanations that hold for servers of a revision. */
export function explanationsOf(revision: Revision): readonly Explanation[] {
  return explanations.filter((one) => isWithin(one, revision));
}

/** The reason of a difference, if there is one. */
export function explain(difference: Difference, revision: Revision): Explanation | undefined {
  return explanationsOf(revision).find(({ explains }) => explains(difference));
}
