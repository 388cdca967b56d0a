import { expect } from 'chai';
import { reportFormats } from '../../../src/conformance/report/formats.js';
import { junitReport } from '../../../src/conformance/report/junit.js';
import type { Counterexample } from '../../../src/conformance/engine/report.js';
import { terminalReport } from '../../../src/conformance/report/terminal.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { reportOf } from '../engine/report-of.js';
import { requirementOf, wantsNoSession } from '../engine/requirement-of.js';
import { StubTarget } from '../engine/stub-target.js';

const counterexample: Counterexample = {
  seed: 42,
  path: '3:0:1',
  value: "'aax'",
  what: 'Disconnect',
  expected: 'OK',
  seen: "UNKNOWN 'bad ref aax'",
  tookMs: 3,
  steps: ["Disconnect #1 { ref: 'aax' }", "Disconnect #1 ends UNKNOWN 'bad ref aax'"],
  journal: [],
};
const violated = { verdict: 'violated', reason: 'Disconnect: expected OK, seen UNKNOWN', counterexample } as const;
const plain = { colour: false, command: 'buildx-testkit conformance --target stub' };

describe('the report on a terminal', () => {
  it('tells together what is skipped for one reason', () => {
    const ids = Array.from({ length: 9 }, (_, index) => `TEST-00${index + 1}`);
    const skipped = ids.map((id) => ({ id, verdict: 'skipped', reason: 'the target lacks programs' }) as const);
    const other = { id: 'TEST-010', verdict: 'skipped', reason: 'left out on request' } as const;
    const text = terminalReport(reportOf([...skipped, other]), plain);
    const lines = [
      '9 skipped: the target lacks programs',
      '  TEST-001 TEST-002 TEST-003 TEST-004 TEST-005 TEST-006 TEST-007 TEST-008',
      '  TEST-009',
      'TEST-010 skipped: left out on request',
    ];
    expect(text).to.include(`\n\n${lines.join('\n')}\n\n`);
  });

  it('has a line for each requirement, and says what was tested', () => {
    const text = terminalReport(
      reportOf([
        { durationMs: 7.4 },
        { id: 'TEST-002', level: 'SHOULD', verdict: 'skipped', reason: 'no', durationMs: 65_300 },
      ]),
      plain,
    );
    expect(text).to.equal(
      [
        'address stub: stub v0 none',
        'revision 2023-04, seed 42',
        '',
        'ID        LEVEL   VERDICT  RUNS    TIME  REQUIREMENT',
        'TEST-001  MUST    pass        1    7 ms  It is as it should be.',
        'TEST-002  SHOULD  skipped     1  65.3 s  It is as it should be.',
        '',
        'TEST-002 skipped: no',
        '',
        '2 requirements in 1.2 s: 1 pass, 1 skipped',
        '',
      ].join('\n'),
    );
  });

  it('shows of a violation its source, both values, the input, the steps and what replays it', () => {
    expect(terminalReport(reportOf([violated]), plain)).to.contain(
      [
        'TEST-001 violated (MUST): It is as it should be.',
        '  source     a test',
        '  looked at  Disconnect',
        '  expected   OK',
        "  seen       UNKNOWN 'bad ref aax'",
        "  input      'aax'",
        '  replay     buildx-testkit conformance --target stub --only TEST-001 --seed 42 --path 3:0:1',
        "     1. Disconnect #1 { ref: 'aax' }",
        "     2. Disconnect #1 ends UNKNOWN 'bad ref aax'",
        '',
        '--counterexamples DIR writes of each violation its replay file, and a scenario with which the fake serves it.',
      ].join('\n'),
    );
  });

  it('shows how often it failed again, the files that were written, and a diagram', () => {
    const journal = [
      { time: 0, client: 1, call: 1, rpc: 'Disconnect', kind: 'open' },
      { time: 0, client: 1, call: 1, rpc: 'Disconnect', kind: 'request', message: { ref: 'aax' }, bytes: '' },
    ] as const;
    const full = { ...violated, counterexample: { ...counterexample, journal, reruns: { failed: 2, of: 5 } } };
    const text = terminalReport(reportOf([full]), { ...plain, files: { 'TEST-001': ['d/a.json', 'd/b.yaml'] } });
    expect(text).to.contain('\n  run again  it failed 2 of 5 times: a race\n');
    expect(text).to.contain('\n  files      d/a.json\n             d/b.yaml\n     1. ');
    expect(text).to.contain("\n     ms\n      0  ┌ Disconnect #1\n         ├──▶ { ref: 'aax' }\n");
    expect(text).to.not.contain('--counterexamples');
  });

  it('does not take what always fails for no race where the order of events is the same', () => {
    const again = { ...counterexample, reruns: { failed: 5, of: 5 } };
    const shown = (one: Counterexample): string =>
      terminalReport(reportOf([{ ...violated, counterexample: one }]), plain);
    expect(shown(again)).to.contain('run again  it failed 5 of 5 times: always, so it is no race\n');
    expect(shown({ ...again, schedule: ['a'] })).to.contain(
      'run again  it failed 5 of 5 times in the same order of events\n',
    );
  });

  it('cuts long counterexamples', () => {
    const steps = Array.from({ length: 100 }, (_, index) => `step ${index + 1}`);
    const text = terminalReport(reportOf([{ ...violated, counterexample: { ...counterexample, steps } }]), plain);
    expect(text).to.contain('  40. step 40\n        … 60 more (the JSON report has all)');
  });

  it('has colours only when asked, and never another control character', () => {
    const report = reportOf([violated, { id: 'TEST-002', verdict: 'error', reason: 'broke' }]);
    expect(terminalReport(report, plain)).to.match(/^[^\p{Cc}]*(\n[^\p{Cc}]*)*$/u);
    expect(terminalReport(report, { ...plain, colour: true })).to.contain('\u001b[31m');
  });

  it('wraps titles to the width of the terminal', () => {
    const title = 'It is as it should be, '.repeat(6).trim();
    const lines = terminalReport(reportOf([{ title }]), { ...plain, columns: 80 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
  });
});

describe('the JSON report', () => {
  it('is the report, with every message of a counterexample', async () => {
    const { target } = new StubTarget({ List: (call) => call.answer({ refs: ['left-over'] }) });
    const report = await runConformance(target, { requirements: [requirementOf(wantsNoSession)], seed: 7 });
    const json = JSON.parse(reportFormats['json']!(report, { fullMessages: true })) as Record<string, unknown>;
    expect(json).to.deep.equal(report);
    expect(json).to.deep.include({
      schema: 1,
      target: { kind: 'address', address: 'stub', info: { package: 'stub', version: 'v0', revision: 'none' } },
      revision: '2023-04',
      quirks: null,
      seed: 7,
      strict: false,
      summary: {
        pass: 0,
        violated: 1,
        race: 0,
        expected: 0,
        stale: 0,
        'not-exercised': 0,
        observed: 0,
        skipped: 0,
        error: 0,
      },
    });
    expect(report.startedAt).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const { journal = [] } = report.requirements[0]?.counterexample ?? {};
    expect(journal.map(({ time: _time, ...entry }) => entry)).to.deep.equal([
      { client: 1, call: 1, rpc: 'List', kind: 'open' },
      { client: 1, call: 1, rpc: 'List', kind: 'request', message: {}, bytes: '' },
      { client: 1, call: 1, rpc: 'List', kind: 'half-close' },
      {
        client: 1,
        call: 1,
        rpc: 'List',
        kind: 'response',
        message: { refs: ['left-over'] },
        bytes: Buffer.from('\n\tleft-over').toString('base64'),
      },
      { client: 1, call: 1, rpc: 'List', kind: 'status', status: { code: 0, message: '' } },
    ]);
  });
});

describe('the JUnit report', () => {
  it('counts what fails, breaks and is skipped', () => {
    const xml = junitReport(
      reportOf([
        {},
        violated,
        { ...violated, level: 'SHOULD' },
        { verdict: 'not-exercised', reason: 'never' },
        { verdict: 'error', reason: 'broke' },
        { verdict: 'skipped', reason: 'lacks restart' },
      ]),
    );
    expect(xml).to.match(/<testsuite [^>]*tests="6" failures="2" errors="1" skipped="1"/);
    expect(xml).to.contain(
      '<testcase classname="conformance.MUST" name="TEST-001 It is as it should be." time="0.000"/>',
    );
    expect(xml).to.contain('violated, not judged without --strict');
  });

  it('fails a violated SHOULD when strict', () => {
    const xml = junitReport(reportOf([{ ...violated, level: 'SHOULD' }], { strict: true }));
    expect(xml).to.match(/tests="1" failures="1"/);
  });

  it('holds no character that XML cannot', () => {
    const xml = junitReport(reportOf([{ ...violated, reason: 'a\u0000b\u001bc\ud800d😀' }]));
    expect(xml).to.contain('a\\u0000b\\u001bc\\ud800d😀');
  });
});
