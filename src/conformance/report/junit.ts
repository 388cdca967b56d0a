import junitReportBuilder, { type Builder, type TestSuite } from 'junit-report-builder';
import type { Report, RequirementReport } from './report.js';

// The package's types say that the builder is its default export; it is what the module itself is.
const junit = junitReportBuilder as unknown as Builder;

/** A report as JUnit XML: a test case for each requirement. A SHOULD that is violated fails only when strict. */
export function junitReport(report: Report): string {
  const builder = junit.newBuilder();
  const { target, revision, revisionDoubt, startedAt, durationMs, seed, requirements, strict } = report;
  const suite = builder
    .testSuite()
    .name(`buildx-testkit conformance of ${target.address}`)
    .timestamp(startedAt)
    .time(durationMs / 1000);
  suite.property('revision', revision).property('seed', String(seed));
  if (revisionDoubt !== undefined) suite.property('revision doubt', printable(revisionDoubt));
  for (const requirement of requirements) addCase(suite, requirement, strict);
  return builder.build();
}

function addCase(suite: TestSuite, requirement: RequirementReport, strict: boolean): void {
  const { id, title, level, verdict, reason = '', counterexample } = requirement;
  const testCase = suite.testCase().className(`conformance.${level}`).name(`${id} ${title}`);
  const steps = counterexample?.steps.map((step, index) => `${index + 1}. ${step}`).join('\n') ?? '';
  switch (verdict) {
    case 'pass':
      break;
    case 'violated':
      if (strict || level === 'MUST') testCase.failure(printable(reason), verdict).stacktrace(printable(steps));
      else testCase.standardOutput(printable(`violated, not judged without --strict: ${reason}\n${steps}`));
      break;
    case 'stale':
    case 'not-exercised':
      testCase.failure(printable(reason), verdict);
      break;
    case 'error':
      testCase.error(printable(reason), verdict, printable(steps));
      break;
    case 'skipped':
      testCase.skipped().standardOutput(printable(reason));
      break;
    case 'expected':
    case 'observed':
      testCase.standardOutput(printable(`${verdict}: ${reason}`));
      break;
  }
}

/** XML has no way to write most control characters and lone surrogates. */
function printable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
