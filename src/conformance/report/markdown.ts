import { unambiguousData } from '../../words/unambiguous.js';
import { mermaidOf } from '../counterexample/mermaid.js';
import { factLines } from '../counterexample/counterexample-text.js';
import type { Report, RequirementReport } from '../engine/report.js';
import { verdicts } from '../engine/verdict.js';
import { misfitLines } from './misfit-lines.js';
import { msText } from './ms-text.js';
import type { ReportContext } from './report-context.js';

/** So many steps of a counterexample are shown. */
const mostSteps = 40;

/**
 * Writes a report as Markdown, as GitHub and GitLab show it: the sums, what must be changed, and a page that unfolds for
 * each violation, with its diagram. What passed is only counted.
 */
export function markdownReport(asTold: Report, { command = 'buildx-testkit conformance' }: ReportContext = {}): string {
  const report = unambiguousData(asTold);
  const { requirements, summary, target, revision, seed, durationMs, misfits = [], endedEarly } = report;
  const counts = verdicts.filter((verdict) => summary[verdict] > 0).map((verdict) => `${summary[verdict]} ${verdict}`);
  const remarks = [report.revisionDoubt, report.hanging, report.flaky].filter((remark) => remark !== undefined);
  const sections = [
    `## Conformance of ${inline(target.address)}`,
    `${requirements.length} requirements in ${msText(durationMs)}: ${counts.join(', ') || 'none'}. ` +
      `Revision ${revision}, seed ${seed}.`,
    ...(endedEarly === undefined ? [] : [`**The run ended early**: ${inline(endedEarly.reason)}`]),
    ...(misfits.length === 0 ? [] : [listOf(misfitLines(misfits))]),
    ...remarks.map(inline),
    table(requirements),
    ...requirements.map((one) => caseOf(one, command)),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function listOf([heading = '', ...lines]: readonly string[]): string {
  return [inline(heading), '', ...lines.map((line) => `- ${inline(line.trim())}`)].join('\n');
}

/** A row for each requirement that did not pass. */
function table(requirements: readonly RequirementReport[]): string {
  const rows = requirements.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'observed').map(rowOf);
  if (rows.length === 0) return '';
  return ['| ID | level | verdict | time | requirement | |', '|---|---|---|---:|---|---|', ...rows].join('\n');
}

function rowOf({ id, level, verdict, durationMs, title, reason = '' }: RequirementReport): string {
  const cells = [id, level, verdict, msText(durationMs), inline(title), inline(shortened(reason))];
  return `| ${cells.join(' | ')} |`;
}

function shortened(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}

function caseOf({ id, verdict, title, counterexample }: RequirementReport, command: string): string {
  if (counterexample === undefined || !['violated', 'race', 'error'].includes(verdict)) return '';
  const { seed, path, steps, journal } = counterexample;
  const replay = `${command} --only ${id} --seed ${seed}${path === '' ? '' : ` --path ${path}`}`;
  const shown = steps.slice(0, mostSteps).map((step, index) => `${index + 1}. ${step}`);
  const text = [...factLines(counterexample), `  replay     ${replay}`, ...shown];
  const more = steps.length > shown.length ? [`… ${steps.length - shown.length} more`] : [];
  return [
    `<details><summary>${id} ${verdict}: ${inline(title)}</summary>`,
    fenced('text', [...text, ...more].join('\n')),
    ...(journal.length === 0 ? [] : [fenced('mermaid', mermaidOf(journal))]),
    '</details>',
  ].join('\n\n');
}

/** A fence is longer than any row of backticks inside. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([row]) => row.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Words of others on one line, in which nothing means anything to Markdown or HTML. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
    .replace(/[\\`*_[\]|~]/g, '\\$&');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
