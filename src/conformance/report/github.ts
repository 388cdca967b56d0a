import { unambiguousLine } from '../../words/unambiguous.js';
import { failsRun } from '../engine/run/fails-run.js';
import type { Report, RequirementReport } from '../engine/report.js';
import { misfitLine } from './misfit-lines.js';

/**
 * Writes a report as commands of GitHub Actions, a line each, which show as annotations of the run: an error for what fails
 * it, a warning for what does not. What passed has none.
 */
export function githubReport(report: Report): string {
  const { requirements, misfits = [], endedEarly, strict } = report;
  const remarks = [report.revisionDoubt, report.hanging, report.flaky].filter((text) => text !== undefined);
  const lines = [
    ...remarks.map((text) => annotation('warning', 'the target', text)),
    ...misfits.map((misfit) =>
      annotation('error', `${misfit.capability} does not do what it must`, misfitLine(misfit)),
    ),
    ...requirements.flatMap((one) => annotationsOf(one, strict)),
    ...(endedEarly === undefined ? [] : [annotation('error', 'the run ended early', endedEarly.reason)]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function annotationsOf(one: RequirementReport, strict: boolean): readonly string[] {
  const { id, verdict, title, reason = '' } = one;
  switch (verdict) {
    case 'violated':
    case 'race':
      return [annotation(failsRun(one, strict) ? 'error' : 'warning', `${id} ${verdict}: ${title}`, reason)];
    case 'error':
    case 'stale':
    case 'not-exercised':
      return [annotation('error', `${id} ${verdict}: ${title}`, reason)];
    case 'pass':
    case 'expected':
    case 'observed':
    case 'skipped':
      return [];
  }
}

function annotation(kind: 'error' | 'warning', title: string, message: string): string {
  return `::${kind} title=${property(title)}::${data(message)}`;
}

/** The text of a command: these characters would end it. */
function data(text: string): string {
  return unambiguousLine(text.replace(/\s*\n\s*/g, ' ')).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
