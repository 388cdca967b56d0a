import { expect } from 'chai';
import { written, type WrittenEntry } from '../../src/journal/written-entry.js';
import { traceOfBuilds, traceOfJournal } from '../../src/trace/trace-of.js';
import { traceHtml } from '../../src/trace/trace-html.js';
import { traceText } from '../../src/trace/trace-text.js';
import type { Trace } from '../../src/trace/trace.js';
import { stateOf } from '../../src/trace/vertex-state.js';
import { fakeThatBuilt } from './a-journal.js';

describe('the trace of a journal', () => {
  let trace: Trace;
  let entries: readonly WrittenEntry[];

  before(async () => {
    await using fake = await fakeThatBuilt();
    entries = fake.journal.entries.map(written);
    trace = traceOfJournal(entries, 'a test');
  });

  it('has the vertices of each build in the order in which they began, and how each ended', () => {
    expect(trace.builds).to.have.length(1);
    const [build] = trace.builds;
    expect(build?.vertices.map((vertex) => [vertex.name, stateOf(vertex).word])).to.deep.include.ordered.members([
      ['[1/3] FROM alpine', 'cached'],
      ['[2/3] RUN make', 'done'],
      ['[3/3] RUN make test', 'failed'],
    ]);
    const [, make, test] = build?.vertices ?? [];
    expect(test?.error).to.contain('exit code: 2');
    expect(test?.inputs).to.deep.equal([make?.digest]);
    expect(make?.warnings).to.deep.equal(['old compiler']);
    expect(make?.logs.map(({ text }) => text)).to.deep.equal(['cc main.c\n']);
  });

  it('counts time from the beginning of the journal', () => {
    const [first, make, test] = trace.builds[0]?.vertices ?? [];
    const begins = first?.runs[0]?.from ?? NaN;
    const told = entries.find(({ kind, rpc }) => kind === 'response' && rpc === 'Status')?.time ?? NaN;
    expect(begins).to.be.at.most(told);
    expect((make?.runs[0]?.to ?? 0) - (make?.runs[0]?.from ?? 0)).to.equal(3000);
    expect(test?.runs[0]?.from).to.be.at.least(make?.runs[0]?.to ?? NaN);
    expect(trace.durationMs).to.be.at.least(4000);
  });

  it('tells once what several subscribers were told', () => {
    const twice = traceOfJournal(
      [...entries, ...entries.map((entry) => ({ ...entry, call: (entry.call ?? 0) + 100 }))],
      'x',
    );
    expect(twice.builds).to.deep.equal(trace.builds);
  });

  it('has nothing where nothing happened', () => {
    expect(traceOfJournal([], 'x')).to.deep.equal({ title: 'x', builds: [], entries: [], durationMs: 0 });
    expect(traceText(traceOfJournal([], 'x'))).to.equal('x: 0.00 s, 0 builds, 0 calls, 0 events\n');
  });
});

describe('the trace of a rawjson progress', () => {
  const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
  const at = (ms: number, digits = '000000'): string => `2026-01-02T03:04:05.${String(ms).padStart(3, '0')}${digits}Z`;

  it('counts time from its first event, in parts of a millisecond, and joins what is announced again', () => {
    const events = [
      {
        vertexes: [
          { digest: digest('a'), name: 'first' },
          { digest: digest('b'), name: 'second', inputs: [digest('a'), digest('f')] },
        ],
      },
      { vertexes: [{ digest: digest('a'), name: 'first', started: at(100) }] },
      {
        logs: [{ vertex: digest('a'), stream: 1, data: Buffer.from('hi\n').toString('base64'), timestamp: at(150) }],
      },
      { vertexes: [{ digest: digest('a'), name: 'first', started: at(100), completed: at(200, '500000') }] },
      // Inputs are left out when it is announced again, and it runs twice.
      { vertexes: [{ digest: digest('b'), name: 'second', started: at(210), completed: at(220) }] },
      { vertexes: [{ digest: digest('b'), name: 'second', started: at(230) }] },
    ];
    const trace = traceOfBuilds([{ ref: '', events }], 'build.json');
    const [first, second] = trace.builds[0]?.vertices ?? [];
    expect(first?.runs).to.deep.equal([{ from: 0, to: 100.5 }]);
    expect(first?.logs).to.deep.equal([{ time: 50, stream: 1, text: 'hi\n' }]);
    expect(second?.inputs).to.deep.equal([digest('a')]);
    expect(second?.runs).to.deep.equal([{ from: 110, to: 120 }, { from: 130 }]);
    expect(stateOf(second!).word).to.equal('running');
    expect(trace.durationMs).to.equal(130);
  });
});

describe('the trace of what a step prints', () => {
  it('has twice what is printed twice at once, and once what two subscribers are told', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const log = { vertex: digest, stream: '1', message: { base64: 'Lgo=' }, timestamp: { seconds: '5', nanos: 0 } };
    const message = { vertices: [{ digest, name: 'x' }], logs: [log, log] };
    const told = (call: number) => ({ time: 0, kind: 'response', rpc: 'Status', call, ref: 'r', message }) as const;
    const trace = traceOfJournal([told(1), told(2)], 'x');
    expect(trace.builds[0]?.vertices[0]?.logs.map(({ text }) => text)).to.deep.equal(['.\n', '.\n']);
  });

  it('stands for chains of any length, and for what needs itself', () => {
    const vertices = Array.from({ length: 20_000 }, (_, index) => ({
      digest: `d${index}`,
      name: `${index}`,
      inputs: [`d${index === 0 ? 19_999 : index - 1}`],
    }));
    const trace = traceOfBuilds([{ ref: '', events: [{ vertexes: vertices }] }], 'x');
    expect(trace.builds[0]?.vertices).to.have.length(20_000);
  });

  it('is drawn whatever the digests are called', () => {
    const vertices = ['__proto__', 'constructor'].map((digest) => ({ digest, name: digest, inputs: ['__proto__'] }));
    const trace = traceOfBuilds([{ ref: '', events: [{ vertexes: vertices }] }], 'x');
    expect(traceHtml(trace)).to.contain('constructor: not begun');
  });
});

describe('a trace as text', () => {
  it('has a bar for each vertex, why it failed, and the end of what it printed', async () => {
    await using fake = await fakeThatBuilt();
    const lines = traceText(traceOfJournal(fake.journal.entries.map(written), 'a test'), { columns: 80 }).split('\n');
    expect(lines[0]).to.match(/^a test: 4\.\d\d s, 1 build, 2 calls, \d+ events$/);
    const row = (name: string): string => lines.find((line) => line.startsWith(name)) ?? '';
    expect(row('[2/3] RUN make')).to.match(/█{10,} +3\.00 s +done$/);
    expect(row('[3/3] RUN make test')).to.match(/█{3,} +1\.00 s +failed$/);
    expect(row('[3/3]').indexOf('█')).to.be.greaterThan(row('[2/3]').lastIndexOf('█'));
    expect(lines.some((line) => line.includes('warning: old compiler'))).to.equal(true);
    expect(lines).to.include('  │ not ok 1 - <adds>');
    expect(lines.every((line) => line.length <= 80 || line.startsWith('  '))).to.equal(true);
  });
});
