import type { RequirementReport } from '../report.js';

/** Whether a requirement is violated in a way that fails a run. */
export function failsRun({ verdict, level }: Pick<RequirementReport, 'verdict' | 'level'>, strict: boolean): boolean {
  if (verdict === 'race') return strict;
  return verdict === 'violated' && (strict || level === 'MUST');
}
