import { stringify } from 'yaml';
import { causeSentences } from './diagnosis-text.js';
import { unambiguousData, unambiguousLine } from '../../words/unambiguous.js';
import { misfitLines } from './misfit-lines.js';
import type { Counterexample, Report, RequirementReport } from '../engine/report.js';

/**
 * Writes a report as TAP 14, with a test point for each requirement. A violated SHOULD is a TODO unless the run is
 * strict.
 */
export function tapReport(report: Report): string {
  const { requirements, endedEarly, strict } = report;
  const points = requirements.map((requirement, index) => testPoint(requirement, index + 1, strict));
  const nothing = requirements.length === 0 ? ' # SKIP no requirement was selected' : '';
  return [
    'TAP version 14',
    ...heading(report).map((line) => `# ${oneLine(line)}`),
    `1..${requirements.length}${nothing}`,
    ...points,
    ...(endedEarly === undefined ? [] : [`Bail out! ${oneLine(endedEarly.reason)}`]),
    '',
  ].join('\n');
}

function heading(report: Report): string[] {
  const { target, revision, revisionDoubt, quirks, seed, startedAt, durationMs, hanging, flaky, diagnosis } = report;
  const { package: name, version, revision: commit } = target.info;
  return [
    `conformance of ${target.kind} ${target.address}: ${name} ${version} ${commit}`,
    `revision ${revision}, seed ${seed}${quirks === null ? '' : `, quirks ${[quirks].flat().join(',') || 'none'}`}`,
    ...misfitLines(report.misfits ?? []),
    ...[revisionDoubt, hanging, flaky].filter((remark) => remark !== undefined),
    ...(diagnosis === undefined ? [] : causeSentences(diagnosis).map((sentence) => `likely cause: ${sentence}`)),
    `started ${startedAt}, took ${durationMs} ms`,
  ];
}

/** Whether a test point passed, and its directive. */
interface Result {
  readonly ok: boolean;
  readonly directive?: string;
}

function testPoint(requirement: RequirementReport, number: number, strict: boolean): string {
  const { id, title } = requirement;
  const { ok, directive } = resultOf(requirement, strict);
  const suffix = directive === undefined ? '' : ` # ${directive}`;
  return `${ok ? 'ok' : 'not ok'} ${number} - ${escaped(`${id} ${title}`)}${suffix}${diagnostics(requirement)}`;
}

function resultOf({ verdict, level, reason = '' }: RequirementReport, strict: boolean): Result {
  switch (verdict) {
    case 'pass':
    case 'observed':
      return { ok: true };
    case 'violated':
      if (strict || level === 'MUST') return { ok: false };
      return { ok: false, directive: 'TODO violated, not judged without --strict' };
    case 'race':
      return strict ? { ok: false } : { ok: false, directive: 'TODO a race, not judged without --strict' };
    case 'expected':
      return { ok: false, directive: `TODO ${escaped(reason)}`.trimEnd() };
    case 'skipped':
      return { ok: true, directive: `SKIP ${escaped(reason)}`.trimEnd() };
    case 'stale':
    case 'not-exercised':
    case 'error':
      return { ok: false };
  }
}

/** The diagnostics of a test point; none where there is nothing to say beyond its own line. */
function diagnostics({
  verdict,
  level,
  source,
  runs,
  exercised,
  durationMs,
  reason,
  counterexample,
}: RequirementReport): string {
  if (verdict === 'pass') return '';
  // Escaped, because line separators of Unicode end a line of TAP, but not one of YAML.
  const facts = unambiguousData({
    ...{ verdict, level, source, runs, exercised, message: reason },
    ...(durationMs === undefined ? {} : { duration_ms: Math.round(durationMs) }),
    ...factsOf(counterexample),
  });
  // Written as YAML 1.1, which most readers of TAP know, and in which an unquoted 3:0:1 would be a number.
  const lines = ['---', ...stringify(facts, { lineWidth: 0, version: '1.1' }).trimEnd().split('\n'), '...'];
  return `\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

/** Everything but the messages, which the JSON report has. */
function factsOf(counterexample: Counterexample | undefined): Partial<Counterexample> {
  const { journal: _, ...facts } = counterexample ?? {};
  return facts;
}

/** Escapes a text, because `#` begins a directive; a backslash takes that away. */
function escaped(text: string): string {
  return oneLine(text).replace(/[\\#]/g, '\\$&');
}

function oneLine(text: string): string {
  return unambiguousLine(text.trim().replace(/\s*[\n\t]\s*/g, ' '));
}
