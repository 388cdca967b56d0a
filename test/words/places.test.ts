import { EventEmitter, once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { SaxesParser } from 'saxes';
import { DOMParser } from '@xmldom/xmldom';
import { Parser } from 'tap-parser';
import { parse, stringify } from 'yaml';
import { RpcError } from '../../src/client/rpc-error.js';
import { CallLog } from '../../src/cli/call-log.js';
import { counterexampleText } from '../../src/conformance/counterexample/counterexample-text.js';
import { diagramOf } from '../../src/conformance/counterexample/diagram.js';
import { reportFormats } from '../../src/conformance/report/formats.js';
import type { Counterexample, Report, RequirementReport } from '../../src/conformance/engine/report.js';
import { terminalReport } from '../../src/conformance/report/terminal.js';
import { scenarioFileOf } from '../../src/conformance/reenactment/scenario-file.js';
import { writeCounterexamples } from '../../src/conformance/reenactment/write-counterexamples.js';
import { updateKnownFailing } from '../../src/conformance/files/known-failing-update.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { parseScenario, printScenario } from '../../src/scenarios/index.js';
import { verdicts } from '../../src/conformance/engine/verdict.js';
import { printRecording } from '../../src/recorder/print-recording.js';
import { runCli } from '../cli/run-cli.js';
import { reportOf } from '../conformance/engine/report-of.js';
import { commands, hostile } from './hostile.js';

/** The same as far as a scenario takes it. */
const wellFormed = hostile.replaceAll(/\p{Cs}/gu, '');

const counterexample: Counterexample = {
  seed: 42,
  path: '3:0',
  value: hostile,
  what: hostile,
  expected: hostile,
  seen: hostile,
  steps: [hostile, 'Build'],
  journal: [
    { time: 0, client: 1, call: 1, rpc: 'Status', kind: 'open' },
    { time: 1, client: 1, call: 1, rpc: 'Status', kind: 'response', message: { ref: hostile, vertices: [] } },
    { time: 2, client: 1, call: 1, rpc: 'Status', kind: 'status', status: { code: 2, message: hostile } },
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

/** A journal in which a client, a scenario and a warning of the fake have said it. */
async function hostileFake(): Promise<{ readonly fake: FakeController; readonly warned: Promise<string> }> {
  const events = new EventEmitter();
  const warned = once(events, 'warning').then(([text]) => String(text));
  const fake = await FakeController.start({
    warn: (text) => events.emit('warning', text),
    scenario: {
      builds: [{ vertices: [{ name: wellFormed, logs: [{ text: wellFormed }] }], error: { message: wellFormed } }],
      programs: [],
      faults: [{ rpc: 'List', name: wellFormed, do: { status: { code: 'ABORTED', message: wellFormed } } }],
    },
  });
  const client = fake.client();
  await client.build({ contextPath: wellFormed }, { ref: wellFormed }).catch(() => {});
  await client.rpc.list().catch(() => {});
  void client.rpc.status({ ref: `nobody ${wellFormed}` });
  await client.rpc.info();
  return { fake, warned };
}

async function ofHostileFake(show: (fake: FakeController) => string): Promise<string> {
  const { fake } = await hostileFake();
  try {
    return show(fake);
  } finally {
    await fake.stop();
  }
}

/** The same sets, in a list of failures that are known. */
const knownToFail = (format: 'yaml' | 'json'): string => {
  const before = [{ id: 'TEST-777', signature: hostile, reason: hostile }];
  const text = format === 'json' ? JSON.stringify(before) : stringify(before);
  return updateKnownFailing(text, format, report).text;
};

const scenarioWithWords = {
  builds: [{ error: { message: wellFormed }, response: { exporterResponse: { [wellFormed]: wellFormed } } }],
};

const places: Readonly<Record<string, () => string | Promise<string>>> = {
  'the report on a terminal': () => terminalReport(report, { colour: false, command: 'x' }),
  'a narrow terminal': () => terminalReport(report, { colour: false, command: 'x', columns: 80 }),
  'a counterexample': () => report.requirements.map(counterexampleText).join(''),
  'its diagram': () => diagramOf(counterexample.journal, { columns: 2000 }),
  ...Object.fromEntries(
    Object.keys(reportFormats).map((format) => [`the form ${format}`, () => reportFormats[format]!(report)]),
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
    const about = { n: 1, time: 0, rpc: 'Build', call: 1, ref: hostile } as const;
    log.add({ ...about, kind: 'open' });
    log.add({ ...about, kind: 'status', status: { code: 2, message: hostile } });
    expect(lines).to.have.length(1);
    expect(lines[0]).not.to.include('\n');
    return lines.join('\n');
  },
  'an error of the client': () =>
    new RpcError('Build', { code: 2, message: hostile, details: [], trailers: {} }).toString(),
  'a journal as text': () => ofHostileFake(({ journal }) => journal.toText()),
  'a journal in lines of JSON': () => ofHostileFake(({ journal }) => journal.toJsonLines()),
  'a list of what is left in a fake': () =>
    ofHostileFake((fake) => {
      try {
        fake.assertQuiescent({ sessions: true });
        return '';
      } catch (error) {
        return String(error);
      }
    }),
  'a warning of the fake': async () => {
    const { fake, warned } = await hostileFake();
    const text = await warned;
    await fake.stop();
    return text;
  },
  'the problems of a scenario': () => {
    try {
      parseScenario(JSON.stringify({ [wellFormed]: 1 }), { format: 'json', filename: wellFormed });
      return '';
    } catch (error) {
      return String(error);
    }
  },
  'a written scenario in YAML': () => printScenario(scenarioWithWords),
  'a written scenario in JSON': () => printScenario(scenarioWithWords, 'json'),
  'a rewritten list of known failures in YAML': () => knownToFail('yaml'),
  'a rewritten list of known failures in JSON': () => knownToFail('json'),
  'the files of a counterexample': async () => {
    const directory = mkdtempSync(join(tmpdir(), 'words-'));
    try {
      const written = await writeCounterexamples({ ...report, revision: '0.12' }, directory);
      const files = Object.values(written).flat();
      expect(files).to.have.length(6);
      return files.map((file) => readFileSync(file, 'utf8')).join('\n');
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
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
    const scenario = { builds: [{ error: { message: wellFormed } }] };
    expect(parse(printRecording(scenario, ''))).to.deep.equal(scenario);
    expect(commands.exec(printRecording(scenario, ''))).to.equal(null);
  });

  it('stay what they are in a written scenario, and in a rewritten list of known failures', () => {
    expect(parse(printScenario(scenarioWithWords))).to.deep.equal(scenarioWithWords);
    expect(JSON.parse(printScenario(scenarioWithWords, 'json'))).to.deep.equal(scenarioWithWords);
    for (const format of ['yaml', 'json'] as const) {
      const [first] = parse(knownToFail(format)) as readonly object[];
      expect(first).to.deep.equal({ id: 'TEST-777', signature: hostile, reason: hostile });
    }
  });

  it('stay what they are in the JSON report and in lines of JSON', async () => {
    expect(JSON.parse(reportFormats['json']!(report))).to.deep.equal(JSON.parse(JSON.stringify(report)));
    const { fake } = await hostileFake();
    const { entries } = fake.journal;
    const lines = fake.journal.toJsonLines().trimEnd().split('\n');
    await fake.stop();
    expect(JSON.parse(`[${lines.join()}]`)).to.deep.equal(JSON.parse(JSON.stringify(entries)));
  });

  it('begin no line of a journal', async () => {
    const text = await ofHostileFake(({ journal }) => journal.toText());
    for (const line of text.trimEnd().split('\n')) expect(line).to.match(/^\d+ \d+\.\d{3}s /);
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

describe('The TAP report', () => {
  it('of an interrupted run bails out', () => {
    const tap = reportFormats['tap']!(
      reportOf([{ verdict: 'pass' }], { endedEarly: { cause: 'interrupted', reason: 'it was interrupted' } }),
    );
    expect(tap).to.match(/^Bail out! it was interrupted$/m);
  });
});
