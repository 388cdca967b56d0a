import { checkArgument, checkOptions } from '../../options/check.js';
import { anything, flag, having, text, whole, type OptionRules } from '../../options/rules.js';
import Table from 'cli-table3';
import pc from 'picocolors';
import { verdicts, type Verdict } from '../engine/verdict.js';
import { diagramLines, fact, factLines, indented, stepLines } from '../counterexample/counterexample-text.js';
import { causeDetails, causeSentences } from './diagnosis-text.js';
import { unambiguousData, unambiguousLine } from '../../words/unambiguous.js';
import { misfitLines } from './misfit-lines.js';
import { msText } from './ms-text.js';
import type { Report, RequirementReport } from '../engine/report.js';

/**
 * How a report is written for a terminal.
 *
 * @since 0.1.0
 */
export interface TerminalStyle {
  /** Whether verdicts are coloured, by ANSI escapes. */
  readonly colour: boolean;
  /** Width in columns, to which titles are wrapped. Default: they are not wrapped. */
  readonly columns?: number;
  /** The command that ran the suite; the options that replay a counterexample are added to it. */
  readonly command: string;
  /** Files that were written of each counterexample, by the requirement's ID. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
}

const styleRules: OptionRules<TerminalStyle> = { colour: flag, columns: whole(1), command: text, files: anything };

/** How much of a counterexample is shown; the JSON report has everything. */
const limits = { steps: 40, lines: 60 };

const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
};
const frameless = {
  ...bare,
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

type Colours = ReturnType<typeof pc.createColors>;

/**
 * Writes a report for people: the table, then what they must act on, then the sums.
 *
 * @example console.log(terminalReport(report, { colour: true, command: 'npx buildx-testkit conformance' }));
 * @since 0.1.0
 */
export function terminalReport(asTold: Report, style: TerminalStyle): string {
  checkArgument(
    'terminalReport',
    'report',
    asTold,
    having('a report, as runConformance gives it', 'requirements', 'target'),
  );
  checkOptions('terminalReport', style, styleRules);
  const report = unambiguousData(asTold);
  const colours = pc.createColors(style.colour);
  const sections = [
    heading(report),
    report.misfits === undefined ? '' : colours.red(misfitLines(report.misfits).join('\n')),
    ...(report.requirements.length === 0 ? ['no requirement was selected'] : [table(report, style, colours)]),
    ...report.requirements.filter(needsCase).map((one) => caseOf(one, style, colours)),
    howToKeep(report.requirements, style),
    remarks(report.requirements, colours),
    report.hanging === undefined ? '' : colours.red(report.hanging),
    report.flaky === undefined ? '' : colours.red(unambiguousLine(report.flaky)),
    causes(report, colours),
    sums(report, colours),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function heading({ target, revision, revisionDoubt, quirks, seed, shard }: Report): string {
  const { package: name, version, revision: commit } = target.info;
  const shownQuirks = quirks === null ? '' : `, quirks ${typeof quirks === 'string' ? quirks : quirks.join(',')}`;
  const part = shard === undefined ? '' : `, shard ${shard.index} of ${shard.of}`;
  const who = unambiguousLine(`${target.kind} ${target.address}: ${name} ${version} ${commit}`);
  const doubt = revisionDoubt === undefined ? '' : `\n${unambiguousLine(revisionDoubt)}`;
  return `${who}\nrevision ${revision}${shownQuirks}, seed ${seed}${part}${doubt}`;
}

function table({ requirements }: Report, { columns }: TerminalStyle, colours: Colours): string {
  const widest = (values: readonly string[]): number => Math.max(...values.map((value) => value.length));
  const others =
    widest(requirements.map((one) => one.id)) + widest(requirements.map((one) => one.verdict)) + 8 + 4 + 8 + 8;
  const wrap =
    columns === undefined
      ? {}
      : { wordWrap: true, colWidths: [null, null, null, null, null, Math.max(30, columns - others)] };
  const rows = new Table({
    chars: frameless,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    head: ['ID', 'LEVEL', 'VERDICT', 'RUNS', 'TIME', 'REQUIREMENT'],
    colAligns: ['left', 'left', 'left', 'right', 'right', 'left'],
    ...wrap,
  });
  for (const { id, level, verdict, runs, title, durationMs } of requirements) {
    rows.push([id, level, paint(colours, verdict, level)(verdict), runs, msText(durationMs), title]);
  }
  return rows
    .toString()
    .split('\n')
    .map((row) => row.trimEnd())
    .join('\n');
}

function paint(colours: Colours, verdict: Verdict, level: RequirementReport['level']): (text: string) => string {
  switch (verdict) {
    case 'pass':
      return colours.green;
    case 'violated':
      return level === 'MUST' ? colours.red : colours.yellow;
    case 'race':
      return colours.yellow;
    case 'error':
    case 'stale':
    case 'not-exercised':
      return colours.red;
    case 'expected':
    case 'observed':
    case 'skipped':
      return colours.dim;
  }
}

function needsCase({ verdict, counterexample }: RequirementReport): boolean {
  return counterexample !== undefined && (verdict === 'violated' || verdict === 'race' || verdict === 'error');
}

/**
 * Writes one page for a violation: what was violated, why it matters, the shortest way to it, and how to see it again.
 */
function caseOf(one: RequirementReport, style: TerminalStyle, colours: Colours): string {
  const { id, level, verdict, title, source, reason, counterexample } = one;
  if (counterexample === undefined) return '';
  const files = style.files?.[id] ?? [];
  return [
    colours.bold(`${paint(colours, verdict, level)(`${id} ${verdict}`)} (${level}): ${title}`),
    fact('source', source),
    ...(verdict === 'error' && reason !== undefined ? [fact('error', reason)] : []),
    ...factLines(counterexample),
    fact('replay', replayCommand(one, style)),
    ...files.map((file, index) => fact(index === 0 ? 'files' : '', file)),
    ...stepLines(counterexample, limits),
    ...diagramLines(counterexample, { ...limits, ...(style.columns === undefined ? {} : { columns: style.columns }) }),
  ].join('\n');
}

/** Says how to get files of counterexamples, where nobody asked for them. */
function howToKeep(requirements: readonly RequirementReport[], { files }: TerminalStyle): string {
  if (files !== undefined || !requirements.some(needsCase)) return '';
  return '--counterexamples DIR writes of each violation its replay file, and a scenario with which the fake serves it.';
}

function replayCommand({ id, counterexample }: RequirementReport, { command }: TerminalStyle): string {
  const path = counterexample?.path ?? '';
  return `${command} --only ${id} --seed ${counterexample?.seed}${path === '' ? '' : ` --path ${path}`}`;
}

/**
 * Writes a line for each verdict that has a reason and no page of its own. What was skipped for one reason is told
 * together: where a fixture is missing, that is half the suite.
 */
function remarks(requirements: readonly RequirementReport[], colours: Colours): string {
  const groups = new Map<string, RequirementReport[]>();
  for (const one of requirements) {
    if (one.reason === undefined || needsCase(one)) continue;
    const key = one.verdict === 'skipped' ? `skipped ${one.reason}` : one.id;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((alike) => remark(alike, colours)).join('\n');
}

function remark(alike: readonly RequirementReport[], colours: Colours): string {
  const [first] = alike;
  if (first === undefined) return '';
  const verdict = paint(colours, first.verdict, first.level)(first.verdict);
  const reason = indented(first.reason ?? '', 2);
  if (alike.length === 1) return `${first.id} ${verdict}: ${reason}`;
  return `${alike.length} ${verdict}: ${reason}\n${listed(alike.map(({ id }) => id))}`;
}

/** IDs, eight a line. */
function listed(ids: readonly string[]): string {
  const rows = Array.from({ length: Math.ceil(ids.length / 8) }, (_, row) => ids.slice(row * 8, row * 8 + 8));
  return rows.map((row) => `  ${row.join(' ')}`).join('\n');
}

/** Groups the violations by what may be their one cause. */
function causes({ diagnosis }: Report, colours: Colours): string {
  if (diagnosis === undefined) return '';
  const sentences = causeSentences(diagnosis);
  const lines = sentences.flatMap((sentence, index) => {
    const cause = diagnosis.causes[index];
    return [`  ${sentence}`, ...(cause === undefined ? [] : causeDetails(cause).map((line) => `      ${line}`))];
  });
  return [colours.bold('likely causes'), ...lines].join('\n');
}

function sums({ requirements, summary, durationMs, endedEarly, rounds }: Report, colours: Colours): string {
  const counts = verdicts.filter((verdict) => summary[verdict] > 0).map((verdict) => `${summary[verdict]} ${verdict}`);
  const noun = requirements.length === 1 ? 'requirement' : 'requirements';
  const all = rounds === undefined ? '' : ` and ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`;
  const line = `${requirements.length} ${noun} in ${(durationMs / 1000).toFixed(1)} s${all}: ${counts.join(', ') || 'none'}`;
  return endedEarly === undefined
    ? line
    : `${line}\n${colours.red(`the run ended early: ${indented(endedEarly.reason, 2)}`)}`;
}
