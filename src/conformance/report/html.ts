import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Page } from './html/page.js';
import { commandFor } from './html/replay-command.js';
import { unambiguous } from '../../words/unambiguous.js';
import type { ReportContext } from './report-context.js';
import type { Report } from '../engine/report.js';

/** Writes a report as one page of HTML, which loads nothing else. */
export function htmlReport(report: Report, { command = commandFor(report) }: ReportContext = {}): string {
  return `<!doctype html>\n${unambiguous(renderToString(h(Page, { report, command })))}\n`;
}
