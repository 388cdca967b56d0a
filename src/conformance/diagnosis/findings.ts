import type { RequirementReport } from '../engine/report.js';
import { lookOf } from './look.js';

/** What came of one requirement, as far as a diagnosis needs it. */
export type Judged = Pick<RequirementReport, 'id' | 'verdict' | 'counterexample'>;

/** What a run tells of its target; requirements that were not judged tell nothing. */
export interface Findings {
  /** What each violated requirement looked at, by its ID. */
  readonly violated: ReadonlyMap<string, string>;
  /** The IDs of the requirements that held. */
  readonly held: ReadonlySet<string>;
}

export function findingsOf(requirements: readonly Judged[]): Findings {
  const violated = requirements.filter(({ verdict }) => verdict === 'violated' || verdict === 'race');
  return {
    violated: new Map(violated.map(({ id, counterexample }) => [id, lookOf(counterexample?.what ?? '')])),
    held: new Set(requirements.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id)),
  };
}
