import { junitReport } from './junit.js';
import type { Report } from './report.js';

/** The forms in which a report can be written to a file. */
export const reportFormats: Readonly<Record<string, (report: Report) => string>> = {
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  junit: junitReport,
};
