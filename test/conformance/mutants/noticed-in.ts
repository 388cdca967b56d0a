import type { RequirementReport } from '../../../src/conformance/report/report.js';

/** What a violated requirement looked at, without what differs from run to run; empty when it is not violated. */
export function noticedIn(report: Pick<RequirementReport, 'verdict' | 'counterexample'> | undefined): string {
  if (report?.verdict !== 'violated') return '';
  const what = report.counterexample?.what ?? '';
  return what.replaceAll(/sha256:[0-9a-f]+/g, 'a digest').replaceAll(/\d+/g, 'N');
}
