import { expect } from 'chai';
import { SaxesParser } from 'saxes';
import { DOMParser } from '@xmldom/xmldom';
import { Parser } from 'tap-parser';
import { parse } from 'yaml';
import { RpcError } from '../../src/client/rpc-error.js';
import { CallLog } from '../../src/cli/call-log.js';
import { counterexampleText } from '../../src/conformance/counterexample/counterexample-text.js';
import { diagramOf } from '../../src/conformance/counterexample/diagram.js';
import { reportFormats } from '../../src/conformance/report/formats.js';
import type { Counterexample, Report, RequirementReport } from '../../src/conformance/engine/report.js';
import { terminalReport } from '../../src/conformance/report/terminal.js';
import { scenarioFileOf } from '../../src/conformance/reenactment/scenario-file.js';
import { verdicts } from '../../src/conformance/engine/verdict.js';
import { printRecording } from '../../src/recorder/print-recording.js';
import { runCli } from '../cli/run-cli.js';
import { reportOf } from '../conformance/engine/report-of.js';
import { commands, hostile } from './hostile.js';

const counterexample: Counterexample = {
  seed: 42,
  path: '3:0',
  value: hostile,
  what: hostile,
  expected: hostile,
  seen: hostile,
  steps: [hostile, 'Build'],
  journal: [
    { timeMs: 0, client: 1, call: 1, method: 'Status', kind: 'open' },
    { timeMs: 1, client: 1, call: 1, method: 'Status', kind: 'received', message: { ref: hostile, vertices: [] } },
    { timeMs: 2, client: 1, call: 1, method: 'Status', kind: 'status', status: { code: 2, message: hostile } },
  ],
};

const target: Report['target'] = {
  kind: 'address',
  address: 'unix:///x',
  info: { package: hostile, version: hostile, revision: hostile },
};

/** A requirement of each verdict. */
const requirements: readonly Partial<RequirementReport>[] = verdicts.map((verdict, index) => ({
  id: `TEST-00${index + 1}`,
  verdict,
  reason: hostile,
  ...(verdict === 'violated' || verdict === 'error' ? { counterexample } : {}),
}));

const report = reportOf(requirements, { target, endedEarly: { cause: 'target-lost', reason: hostile } });
const names = report.requirements.map(({ id, title }) => `${id} ${title}`);

const places: Readonly<Record<string, () => string | Promise<string>>> = {
  'the report on a terminal': () => terminalReport(report, { colour: false, command: 'x' }),
  'a narrow terminal': () => terminalReport(report, { colour: false, command: 'x', columns: 80 }),
  'a counterexample': () => report.requirements.map(counterexampleText).join(''),
  'its diagram': () => diagramOf(counterexample.journal, { columns: 2000 }),
  ...Object.fromEntries(
    ['junit', 'tap', 'html'].map((format) => [`the form ${format}`, () => reportFormats[format]!(report)]),
  ),
  'the head of a recording': () => printRecording({ builds: [] }, hostile),
  'the head of the scenario of a counterexample': async () =>
    (await scenarioFileOf(report.requirements.find(({ verdict }) => verdict === 'violated')!, {
      ...report,
      revision: '0.12',
    })) ?? '',
  'the log of calls': () => {
    const lines: string[] = [];
    const log = new CallLog((line) => lines.push(line));
    const about = { n: 1, time: 0, direction: 'in', rpc: 'Build', call: 1, ref: hostile } as const;
    log.add({ ...about, kind: 'open' });
    log.add({ ...about, kind: 'status', status: { code: 2, message: hostile } });
    expect(lines).to.have.length(1);
    expect(lines[0]).not.to.include('\n');
    return lines.join('\n');
  },
  'an error of the client': () =>
    new RpcError('Build', { code: 2, message: hostile, details: [], trailers: {} }).toString(),
  'errors of the command line': async () => (await runCli(['conformance', '--only', hostile])).err,
  'errors about files': async () => (await runCli(['scenarios', 'validate', `no-such-file ${hostile}`])).err,
  'bad usage': async () => (await runCli(['conformance', '--runs', hostile])).err,
};

describe('Words of others', () => {
  for (const [place, shown] of Object.entries(places)) {
    it(`command nobody's terminal, and mislead no reader, in ${place}`, async () => {
      const text = await shown();
      expect(text).to.match(/owned|forged/);
      expect(commands.exec(text)).to.equal(null);
    });
  }

  it('begin no line of the report on a terminal where one of its own would', () => {
    const lines = terminalReport(report, { colour: false, command: 'x' }).split('\n');
    expect(lines.filter((line) => /^(ok|#|Bail)/.test(line))).to.deep.equal([]);
  });

  it('forge no case of JUnit, as two parsers read it', () => {
    const xml = reportFormats['junit']!(report);
    const expected = [...names, 'the run came to its end'];
    const seen: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'testcase') seen.push(String(attributes['name']));
    });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(xml).close();
    expect(seen).to.deep.equal(expected);
    const document = new DOMParser({
      onError: (level, message) => {
        throw new Error(`${level}: ${message}`);
      },
    }).parseFromString(xml, 'text/xml');
    const cases = Array.from(document.getElementsByTagName('testcase'));
    expect(cases.map((one) => one.getAttribute('name'))).to.deep.equal(expected);
    const verdictOf = (one: (typeof cases)[number]): string | undefined =>
      ['failure', 'error', 'skipped'].find((name) => one.getElementsByTagName(name).length > 0);
    expect(cases.map(verdictOf).filter((name) => name === undefined)).to.have.length(4);
    expect(cases[1]?.textContent).to.include(']]>]]>');
  });

  it('forge no point of TAP', () => {
    const points: string[] = [];
    const parser = new Parser({ strict: true });
    parser.on('assert', ({ name, diag }: { name: string; diag?: unknown }) => {
      points.push(name);
      expect(diag === undefined || typeof diag === 'object').to.equal(true);
    });
    const strays: string[] = [];
    parser.on('extra', (line: string) => strays.push(line));
    parser.end(reportFormats['tap']!(report));
    expect(points).to.deep.equal(names);
    expect(strays).to.deep.equal([]);
  });

  it('stay what they are in the values of written YAML', () => {
    const scenario = { builds: [{ error: { message: hostile.replaceAll(/\p{Cs}/gu, '') } }] };
    expect(parse(printRecording(scenario, ''))).to.deep.equal(scenario);
    expect(commands.exec(printRecording(scenario, ''))).to.equal(null);
  });

  it('end no comment of YAML', () => {
    expect(parse(printRecording({ builds: [] }, hostile))).to.deep.equal({ builds: [] });
  });
});

describe('The JUnit report', () => {
  it('of an interrupted run has an error', () => {
    const xml = reportFormats['junit']!(
      reportOf([{ verdict: 'pass' }], { endedEarly: { cause: 'interrupted', reason: 'it was interrupted' } }),
    );
    expect(xml).to.match(/<testsuite [^>]*tests="2" failures="0" errors="1"/);
    expect(xml).to.match(/<error message="the run ended early: it was interrupted" type="interrupted"/);
  });

  it('says how long each case took', () => {
    expect(reportFormats['junit']!(reportOf([{ durationMs: 1500 }]))).to.match(/<testcase [^>]*time="1.500"/);
  });
});
