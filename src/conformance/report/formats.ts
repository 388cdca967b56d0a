import { githubReport } from './github.js';
import { htmlReport } from './html.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import { markdownReport } from './markdown.js';
import type { ReportContext } from './report-context.js';
import type { Report } from '../engine/report.js';
import { tapReport } from './tap.js';

/**
 * The formats in which a report can be written to a file, by name (`html`, `json`, `junit`, `tap`, `markdown`, `github`); each gives the text
 * of the file.
 *
 * @since 0.1.0
 */
export const reportFormats: Readonly<Record<string, (report: Report, context?: ReportContext) => string>> = {
  json: jsonReport,
  junit: junitReport,
  tap: tapReport,
  html: htmlReport,
  markdown: markdownReport,
  github: githubReport,
};
