import { expect } from 'chai';
import type { Diagnosis } from '../../../src/conformance/engine/diagnosis.js';
import { reportFormats } from '../../../src/conformance/report/formats.js';
import { terminalReport } from '../../../src/conformance/report/terminal.js';
import { reportOf } from '../engine/report-of.js';

const diagnosis: Diagnosis = {
  violations: 3,
  causes: [
    {
      defects: [{ name: 'says-nothing', does: 'It says nothing.' }],
      explains: ['TEST-001', 'TEST-002'],
      held: ['TEST-004'],
      shortest: 'TEST-002',
      alternatives: [{ name: 'deaf', does: 'It hears nothing.' }],
    },
  ],
  unexplained: ['TEST-003'],
};
const report = { ...reportOf([{ verdict: 'violated' }]), diagnosis };

describe('the likely causes in a report', () => {
  it('group the violations on a terminal, just before the sums', () => {
    expect(terminalReport(report, { colour: false, command: 'buildx-testkit conformance' })).to.contain(
      [
        'likely causes',
        '  2 of 3 violations: fails as says-nothing does',
        '      It says nothing.',
        '      violated: TEST-001, TEST-002',
        '      the shortest counterexample is that of TEST-002',
        '      would also violate, but held here: TEST-004',
        '      or as deaf does',
        '  1 of 3: no known defect explains TEST-003',
        '',
        '1 requirement in',
      ].join('\n'),
    );
  });

  for (const format of ['json', 'junit', 'tap', 'html']) {
    it(`are in ${format}`, () => {
      const text = reportFormats[format]?.(report);
      expect(text).to.contain('says-nothing').and.to.contain('TEST-003');
      expect(reportFormats[format]?.(reportOf([{ verdict: 'violated' }]))).not.to.contain('says-nothing');
    });
  }
});
