import { expect } from 'chai';
import { misfitLines } from '../../../src/conformance/report/misfit-lines.js';
import { ProgressLine } from '../../../src/conformance/report/progress-line.js';
import { ProgressLog } from '../../../src/conformance/report/progress-log.js';
import { reportFormats } from '../../../src/conformance/report/formats.js';
import { terminalReport } from '../../../src/conformance/report/terminal.js';
import { violationLines } from '../../../src/conformance/report/violation-lines.js';
import { reportOf } from '../engine/report-of.js';
import { requirementOf } from '../engine/requirement-of.js';

const counterexample = {
  ...{ seed: 42, path: '', value: null, steps: [], journal: [] },
  ...{ what: 'the listed refs', expected: '[]', seen: `[ '${'a'.repeat(400)}' ]` },
};
const [passed, violated] = reportOf([{}, { verdict: 'violated', reason: 'no', counterexample }]).requirements;
const tally = { elapsedMs: 1, runs: 1, depth: { mean: 1, most: 1 }, violated: 0 };
const progress = { requirement: requirementOf(), index: 0, total: 2, round: 0, tally };
const misfit = {
  capability: 'builds.logs',
  must: 'logs',
  what: 'the end of the build',
  expected: 'OK',
  seen: 'UNKNOWN',
};

describe('what does not hold', () => {
  it('is told in two lines: which requirement, and what was expected and seen, cut', () => {
    const [heading, values = ''] = violationLines(violated!);
    expect(heading).to.equal('TEST-001 violated (MUST): It is as it should be.');
    expect(values).to.match(/^ {2}the listed refs: expected \[\], seen \[ 'a{290,300}…$/);
    expect(violationLines(passed!)).to.deep.equal([]);
  });

  it('is told in a log as soon as it is known', () => {
    const lines: string[] = [];
    const log = new ProgressLog((line) => lines.push(line));
    log.show({ ...progress, finished: passed! });
    expect(lines).to.deep.equal([]);
    log.show({ ...progress, finished: violated! });
    expect(lines).to.deep.equal(violationLines(violated!));
  });

  it('stays on a terminal above the line that shows the progress, which comes again', () => {
    const texts: string[] = [];
    const line = new ProgressLine({ columns: 80, write: (text: unknown) => texts.push(String(text)) > 0 });
    line.show(progress);
    line.show({ ...progress, finished: violated! });
    line.show(progress);
    const [before, told, after] = texts.filter((text) => !text.startsWith('\u001b'));
    expect(told).to.equal(
      violationLines(violated!)
        .map((one) => `${one}\n`)
        .join(''),
    );
    expect(after).to.equal(before);
  });
});

describe('what the fixtures do not do', () => {
  it('is told a line each, with what to change', () => {
    expect(misfitLines([misfit])).to.deep.equal([
      'These fixtures do not do what they must, so what needs them is skipped:',
      '  builds.logs: the end of the build: expected OK, seen UNKNOWN. Give one in the fixtures file that logs; or leave it out.',
    ]);
    expect(misfitLines([])).to.deep.equal([]);
  });

  it('is told in every report', () => {
    const report = reportOf([{}], { misfits: [misfit] });
    for (const [name, format] of Object.entries(reportFormats)) expect(format(report), name).to.include('builds.logs');
    expect(terminalReport(report, { colour: false, command: '' })).to.include(misfitLines([misfit]).join('\n'));
  });

  it('says first that builds behave alike where three or more were seen to do the same', () => {
    const three = ['builds.logs', 'builds.warns', 'builds.graph'].map((capability) => ({ ...misfit, capability }));
    expect(misfitLines(three)[1]).to.match(/^ {2}3 builds behave alike: does the target know/);
    const [first, ...others] = three;
    expect(misfitLines([{ ...first!, seen: 'another end' }, ...others]).join()).not.to.include('alike');
  });
});
