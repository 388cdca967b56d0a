import type { Difference } from '../comparing/compare.js';
import type { RevisionSpan } from '../../protocol/revision.js';

/** Why fake and real may tell a fact otherwise, and neither is wrong: a race, an order that is open, another machine. */
export interface Explanation extends RevisionSpan {
  readonly id: string;
  /** The reason, in a sentence. */
  readonly reason: string;
  /** Section of docs/real-controller.md. */
  readonly section: string;
  /**
   * How it comes up: `always` in a run that is long enough, `by-chance`, or `with-some` builds of a server and not with
   * others.
   */
  readonly comes: 'always' | 'by-chance' | 'with-some';
  /** Whether it is the reason of this difference. */
  readonly explains: (difference: Difference) => boolean;
}
