import type { Report } from '../engine/report.js';
import { knownDefects } from './defect-matrix.js';
import { diagnose } from './diagnose.js';

/** The report with a diagnosis of its violations; as it is when there are none. */
export function diagnosed(report: Report): Report {
  const { diagnosis: _before, ...rest } = report;
  if (report.summary.violated + report.summary.race === 0) return rest;
  return { ...rest, diagnosis: diagnose(report.requirements, knownDefects()) };
}
