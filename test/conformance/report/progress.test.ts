import { expect } from 'chai';
import { ProgressLine } from '../../../src/conformance/report/progress-line.js';
import { ProgressLog } from '../../../src/conformance/report/progress-log.js';
import { progressText } from '../../../src/conformance/report/progress-text.js';
import type { Progress } from '../../../src/conformance/run-conformance.js';
import { reportOf } from '../engine/report-of.js';
import { requirementOf } from '../engine/requirement-of.js';

function at(elapsedMs: number, rest: Partial<Progress> = {}): Progress {
  const tally = { elapsedMs, runs: 300, depth: { mean: 9.06, most: 44 }, violated: 1 };
  return { requirement: requirementOf(), index: 11, total: 152, round: 0, tally, ...rest };
}

describe('progress in words', () => {
  it('is a line: where the run is, and what it has come to', () => {
    expect(progressText(at(2000))).to.equal(
      '[12/152] 300 runs, 150/s, depth 9.1 (most 44), 1 violated: TEST-001 It is as it should be.',
    );
  });

  it('counts rounds from the second on, and the time that is left of a budget', () => {
    expect(progressText(at(2000, { round: 2, leftMs: 544_001 }))).to.match(
      /^\[12\/152, round 3\] 9m05s left, 300 runs, /,
    );
    expect(progressText(at(2000, { leftMs: 13_100 }))).to.match(/^\[12\/152\] 14s left, 300 runs, /);
  });
});

describe('progress in a log', () => {
  it('is a line every ten seconds', () => {
    const lines: string[] = [];
    const log = new ProgressLog((line) => lines.push(line));
    for (let elapsedMs = 0; elapsedMs < 35_000; elapsedMs += 100) log.show(at(elapsedMs));
    expect(lines).to.have.length(3);
    expect(lines[0]).to.equal(progressText(at(10_000)));
  });
});

describe('progress on a terminal', () => {
  function shown(steps: readonly Progress[], columns = 200): string[] {
    const texts: string[] = [];
    const line = new ProgressLine({ columns, write: (text: unknown) => texts.push(String(text)) > 0 });
    for (const step of steps) line.show(step);
    // What is not an order to the terminal.
    return texts.filter((text) => !text.startsWith('\u001b'));
  }

  it('is one line that is cut at its width', () => {
    expect(shown([at(0)], 20)).to.deep.equal(['[12/152] 300 runs, ']);
  });

  it('is written again with each requirement, and ten times a second in between', () => {
    const other = { requirement: requirementOf(undefined, { id: 'TEST-002' }) };
    expect(shown([at(0), at(0), at(50), at(99), at(101)])).to.have.length(2);
    expect(shown([at(0), at(1, other), at(2)])).to.have.length(3);
    expect(shown([at(0, { finished: reportOf([{}]).requirements[0]! })])).to.deep.equal([]);
  });
});
