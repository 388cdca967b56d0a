import type { Report, RequirementReport } from '../report.js';
import { verdicts, type Verdict } from '../verdict.js';

/** How often each verdict was given. */
export function summaryOf(requirements: readonly RequirementReport[]): Report['summary'] {
  const count = (verdict: Verdict): number => requirements.filter((one) => one.verdict === verdict).length;
  return Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>;
}
