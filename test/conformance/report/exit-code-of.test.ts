import { expect } from 'chai';
import { exitCodeOf } from '../../../src/conformance/report/exit-code-of.js';
import type { Report, RequirementReport } from '../../../src/conformance/engine/report.js';
import { verdicts } from '../../../src/conformance/engine/verdict.js';
import { reportOf } from '../engine/report-of.js';

const must = (verdict: RequirementReport['verdict']): Partial<RequirementReport> => ({ verdict, level: 'MUST' });
const should = (verdict: RequirementReport['verdict']): Partial<RequirementReport> => ({ verdict, level: 'SHOULD' });

describe('the exit code of a report', () => {
  const cases: readonly [string, Report, number][] = [
    ['all pass', reportOf([must('pass'), must('observed'), must('expected'), should('skipped')]), 0],
    ['a violated MUST', reportOf([must('pass'), must('violated')]), 1],
    ['a violated SHOULD', reportOf([must('pass'), should('violated')]), 0],
    ['a violated SHOULD, strict', reportOf([must('pass'), should('violated')], { strict: true }), 1],
    ['a race', reportOf([must('race')]), 0],
    ['a race, strict', reportOf([must('race')], { strict: true }), 1],
    ['a stale known failure', reportOf([should('stale')]), 1],
    ['a condition that never came up', reportOf([must('pass'), should('not-exercised')]), 4],
    ['nothing selected', reportOf([]), 4],
    ['everything skipped', reportOf([must('skipped')]), 4],
    ['an error', reportOf([must('pass'), must('error')]), 5],
    ['an interruption', reportOf([must('pass')], { endedEarly: { cause: 'interrupted', reason: '' } }), 5],
    ['violated before not exercised', reportOf([must('not-exercised'), must('violated')]), 1],
    ['error before violated', reportOf([must('violated'), must('error')]), 5],
    [
      'a lost target before all',
      reportOf([must('violated'), must('error')], { endedEarly: { cause: 'target-lost', reason: '' } }),
      3,
    ],
  ];
  for (const [name, report, code] of cases) {
    it(`is ${code} for ${name}`, () => expect(exitCodeOf(report)).to.equal(code));
  }

  it('is green for no verdict that this table does not know', () => {
    const green = verdicts.filter((verdict) => exitCodeOf(reportOf([must('pass'), must(verdict)])) === 0);
    expect(green).to.deep.equal(['pass', 'race', 'expected', 'observed', 'skipped']);
  });
});
