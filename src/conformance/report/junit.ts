import XMLBuilder from 'fast-xml-builder';
import { causeSentences } from './diagnosis-text.js';
import { unambiguous, unambiguousLine } from '../../words/unambiguous.js';
import type { Misfit } from '../engine/probe.js';
import { misfitLine } from './misfit-lines.js';
import type { Report, RequirementReport } from '../engine/report.js';

/**
 * The builder's input for an element: `@name` is an attribute, `#text` is the text, and anything else is an element
 * inside.
 */
type Element = Readonly<Record<string, unknown>>;

const xml = new XMLBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  format: true,
  suppressEmptyNode: true,
});

/**
 * Writes a report as JUnit XML, with a test case for each requirement. A violated SHOULD fails only when the run is
 * strict.
 */
export function junitReport(report: Report): string {
  const { target, revision, startedAt, durationMs, seed, requirements, strict, endedEarly } = report;
  const cases = requirements.map((requirement) => caseOf(requirement, strict));
  const misfits = (report.misfits ?? []).map(misfitCase);
  const testcase = [...misfits, ...cases, ...(endedEarly === undefined ? [] : [earlyEnd(endedEarly)])];
  const testsuite = {
    '@name': unambiguousLine(`buildx-testkit conformance of ${target.address}`),
    '@timestamp': startedAt,
    '@time': secondsOf(durationMs),
    '@tests': testcase.length,
    '@failures': testcase.filter((one) => 'failure' in one).length,
    '@errors': testcase.filter((one) => 'error' in one).length,
    '@skipped': testcase.filter((one) => 'skipped' in one).length,
    properties: {
      property: [
        { '@name': 'revision', '@value': revision },
        { '@name': 'seed', '@value': seed },
        ...remarksOf(report),
        ...causesOf(report),
      ],
    },
    testcase,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.build({ testsuites: { testsuite } })}`;
}

/** A fixture that does not do what it must is a case of its own that fails, because no requirement is to blame. */
function misfitCase(misfit: Misfit): Element {
  return {
    '@classname': 'conformance.fixtures',
    '@name': unambiguousLine(`${misfit.capability} does what it must`),
    '@time': secondsOf(0),
    failure: problem('misfit', misfitLine(misfit)),
  };
}

/** What is to be said of the whole run. */
function remarksOf({ revisionDoubt, hanging, flaky }: Report): readonly Element[] {
  const remarks = { 'revision doubt': revisionDoubt, hanging, flaky };
  return Object.entries(remarks).flatMap(([name, remark]) =>
    remark === undefined ? [] : [{ '@name': name, '@value': unambiguousLine(remark) }],
  );
}

/** The likely causes of the violations. */
function causesOf({ diagnosis }: Report): readonly Element[] {
  const sentences = diagnosis === undefined ? [] : causeSentences(diagnosis);
  return sentences.map((sentence) => ({ '@name': 'likely cause', '@value': unambiguousLine(sentence) }));
}

function caseOf(requirement: RequirementReport, strict: boolean): Element {
  const { id, title, level, durationMs = 0 } = requirement;
  return {
    '@classname': `conformance.${level}`,
    '@name': unambiguousLine(`${id} ${title}`),
    '@time': secondsOf(durationMs),
    ...outcomeOf(requirement, strict),
  };
}

function outcomeOf({ verdict, level, reason = '', counterexample }: RequirementReport, strict: boolean): Element {
  const steps = counterexample?.steps.map((step, index) => `${index + 1}. ${step}`).join('\n') ?? '';
  switch (verdict) {
    case 'pass':
      return {};
    case 'violated':
      if (strict || level === 'MUST') return { failure: problem(verdict, reason, steps) };
      return { 'system-out': text(`violated, not judged without --strict: ${reason}\n${steps}`) };
    case 'stale':
    case 'not-exercised':
      return { failure: problem(verdict, reason) };
    case 'error':
      return { error: problem(verdict, reason, steps) };
    case 'skipped':
      return { skipped: '', 'system-out': text(reason) };
    case 'race':
      if (strict) return { failure: problem(verdict, reason, steps) };
      return { 'system-out': text(`a race, not judged without --strict: ${reason}\n${steps}`) };
    case 'expected':
    case 'observed':
      return { 'system-out': text(`${verdict}: ${reason}`) };
  }
}

/**
 * Tells of the end of a run that ended early, as a case of its own: what was not checked has none, and whoever reads
 * only this file would take the rest for everything.
 */
function earlyEnd({ cause, reason }: NonNullable<Report['endedEarly']>): Element {
  return {
    '@classname': 'conformance',
    '@name': 'the run came to its end',
    '@time': secondsOf(0),
    error: problem(cause, `the run ended early: ${reason}`),
  };
}

function problem(type: string, message: string, details = ''): Element {
  return { '@message': unambiguousLine(message), '@type': type, ...text(details) };
}

/**
 * Makes words fit for XML, which cannot have most control characters and lone surrogates; the builder escapes what
 * means something to it.
 */
function text(words: string): Element {
  return { '#text': unambiguous(words) };
}

function secondsOf(ms: number): string {
  return (ms / 1000).toFixed(3);
}
