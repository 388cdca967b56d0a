import { checkArgument } from '../../options/check.js';
import { having } from '../../options/rules.js';
import { failsRun } from '../engine/run/fails-run.js';
import type { Report } from '../engine/report.js';

/**
 * The exit code that a report stands for. 0: all is good. 1: something is violated or stale. 3: the target went away.
 * 4: nothing or not enough was exercised, or not in the time, or fixtures do not do what they must. 5: the suite or the target broke, or the run was
 * interrupted. Where several apply, the first of 3, 5, 1, 4 counts.
 *
 * @since 0.1.0
 */
export function exitCodeOf(report: Report): 0 | 1 | 3 | 4 | 5 {
  checkArgument(
    'exitCodeOf',
    'report',
    report,
    having('a report, as runConformance gives it', 'summary', 'requirements'),
  );
  const { summary, strict, requirements, endedEarly, misfits } = report;
  if (endedEarly?.cause === 'target-lost') return 3;
  if (endedEarly?.cause === 'interrupted' || summary.error > 0) return 5;
  const fails = requirements.some((one) => failsRun(one, strict));
  if (fails || summary.stale > 0) return 1;
  if (endedEarly !== undefined || misfits !== undefined) return 4;
  const checked = requirements.length - summary.skipped;
  return summary['not-exercised'] > 0 || checked === 0 ? 4 : 0;
}
