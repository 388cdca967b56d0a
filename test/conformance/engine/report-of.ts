import type { Report, RequirementReport } from '../../../src/conformance/engine/report.js';
import { verdicts, type Verdict } from '../../../src/conformance/engine/verdict.js';

const passed: RequirementReport = {
  id: 'TEST-001',
  title: 'It is as it should be.',
  level: 'MUST',
  source: 'a test',
  verdict: 'pass',
  runs: 1,
  exercised: 1,
};

/** A report of these requirements; what is left out of one is as in one that passed. */
export function reportOf(requirements: readonly Partial<RequirementReport>[], rest: Partial<Report> = {}): Report {
  const all = requirements.map((one) => ({ ...passed, ...one }));
  const count = (verdict: Verdict): number => all.filter((one) => one.verdict === verdict).length;
  return {
    schema: 1,
    target: { kind: 'address', address: 'stub', info: { package: 'stub', version: 'v0', revision: 'none' } },
    revision: '2023-04',
    quirks: null,
    seed: 42,
    startedAt: '2023-04-03T00:00:00.000Z',
    durationMs: 1234,
    requirements: all,
    summary: Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>,
    strict: false,
    ...rest,
  };
}
