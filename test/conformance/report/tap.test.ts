import { expect } from 'chai';
import { type FinalResults, Parser, type Result } from 'tap-parser';
import type { Counterexample, Report, RequirementReport } from '../../../src/conformance/engine/report.js';
import { tapReport } from '../../../src/conformance/report/tap.js';
import { reportOf } from '../engine/report-of.js';

const counterexample: Counterexample = {
  seed: 42,
  path: '3:0:1',
  value: "'a\n...\n\u0000\ud800'",
  what: 'Disconnect',
  expected: 'OK',
  seen: "UNKNOWN '# TODO not: really'",
  steps: ['Disconnect #1 { ref: "a" }', '---', '  ...', 'not ok 7 - injected'],
  journal: [{ time: 0, client: 1, call: 1, rpc: 'List', kind: 'open' }],
};
const violated = { verdict: 'violated', reason: 'expected OK\nseen UNKNOWN', counterexample } as const;

interface Parsed extends FinalResults {
  readonly points: readonly Result[];
  readonly strays: readonly string[];
}

/** Read strictly: what is no TAP is a failure, too. */
function parsed(report: Report): Parsed {
  const parser = new Parser({ strict: true });
  const points: Result[] = [];
  const strays: string[] = [];
  parser.on('assert', (point: Result) => points.push(point));
  parser.on('extra', (line: string) => strays.push(line));
  let results: FinalResults | undefined;
  parser.on('complete', (final: FinalResults) => {
    results = final;
  });
  parser.end(tapReport(report));
  return Object.assign(results ?? expect.fail('the parser did not come to an end'), { points, strays });
}

const only = (one: Partial<RequirementReport>, rest: Partial<Report> = {}): Result =>
  parsed(reportOf([one], rest)).points[0] ?? expect.fail('no test point');

describe('the TAP report', () => {
  it('is version 14, with a plan and a line for each requirement', () => {
    const text = tapReport(reportOf([{}, { id: 'TEST-002', verdict: 'skipped', reason: 'lacks restart' }]));
    expect(text.split('\n')).to.deep.equal([
      'TAP version 14',
      '# conformance of address stub: stub v0 none',
      '# revision 2023-04, seed 42',
      '# started 2023-04-03T00:00:00.000Z, took 1234 ms',
      '1..2',
      'ok 1 - TEST-001 It is as it should be.',
      'ok 2 - TEST-002 It is as it should be. # SKIP lacks restart',
      '  ---',
      '  verdict: skipped',
      '  level: MUST',
      '  source: a test',
      '  runs: 1',
      '  exercised: 1',
      '  message: lacks restart',
      '  ...',
      '',
    ]);
  });

  const results: readonly (readonly [Partial<RequirementReport>, Partial<Result>])[] = [
    [{ verdict: 'pass' }, { ok: true, todo: false, skip: false }],
    [
      { verdict: 'observed', reason: 'seen' },
      { ok: true, todo: false, skip: false },
    ],
    [violated, { ok: false, todo: false, skip: false }],
    [
      { ...violated, level: 'SHOULD' },
      { ok: false, todo: 'violated, not judged without --strict', skip: false },
    ],
    [
      { verdict: 'expected', reason: 'upstream #1785' },
      { ok: false, todo: 'upstream #1785', skip: false },
    ],
    [
      { verdict: 'skipped', reason: 'lacks restart' },
      { ok: true, todo: false, skip: 'lacks restart' },
    ],
    [
      { verdict: 'stale', reason: 'passes' },
      { ok: false, todo: false, skip: false },
    ],
    [
      { verdict: 'not-exercised', reason: 'never' },
      { ok: false, todo: false, skip: false },
    ],
    [
      { verdict: 'error', reason: 'broke' },
      { ok: false, todo: false, skip: false },
    ],
  ];
  for (const [requirement, result] of results) {
    it(`is read as meant where a ${requirement.level ?? 'MUST'} is ${requirement.verdict}`, () => {
      const { ok, todo, skip } = only(requirement);
      expect({ ok, todo, skip }).to.deep.equal(result);
    });
  }

  it('judges a violated SHOULD when strict', () => {
    expect(only({ ...violated, level: 'SHOULD' }, { strict: true })).to.deep.include({ ok: false, todo: false });
  });

  it('tells of a violation all but its messages, whatever it is made of', () => {
    const { journal: _, ...facts } = counterexample;
    const { points, strays, failures } = parsed(reportOf([violated, {}]));
    expect(points[0]?.diag).to.deep.include({
      message: 'expected OK\nseen UNKNOWN',
      ...facts,
      value: "'a\n...\n\\u0000\\ud800'",
    });
    expect(points).to.have.length(2);
    expect(strays).to.deep.equal([]);
    expect(failures).to.have.length(1);
  });

  it('writes no text that a reader of YAML 1.1 takes for a number', () => {
    expect(tapReport(reportOf([violated]))).to.match(/^ {2}path: "3:0:1"$/m);
  });

  it('lets no title and no reason end its line or begin a directive', () => {
    const title = 'a # TODO b \\# SKIP c\nnot ok 2 - d';
    const { points, strays } = parsed(reportOf([{ title, verdict: 'expected', reason: 'e # f\nok 3' }]));
    expect(strays).to.deep.equal([]);
    expect(points).to.have.length(1);
    expect(points[0]).to.deep.include({
      name: 'TEST-001 a # TODO b \\# SKIP c not ok 2 - d',
      todo: 'e # f ok 3',
      skip: false,
    });
  });

  it('has an empty plan when nothing was selected', () => {
    expect(parsed(reportOf([]))).to.deep.include({ ok: true, count: 0 });
  });

  it('bails out where the run did', () => {
    const endedEarly = { cause: 'target-lost', reason: 'connection\nrefused' } as const;
    expect(parsed(reportOf([{}], { endedEarly }))).to.deep.include({ ok: false, bailout: 'connection refused' });
  });
});
