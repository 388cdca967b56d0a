import { expect } from 'chai';
import type { Report } from '../../../src/conformance/engine/report.js';
import { jsonReport } from '../../../src/conformance/report/json.js';
import { reportOf } from '../engine/report-of.js';

const long = 'x'.repeat(100_000);
const entry = { time: 0, rpc: 'Status', call: 1, client: 1 } as const;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const report = reportOf([
  {
    verdict: 'violated',
    counterexample: {
      ...{ seed: 1, path: '', value: null, what: 'x', expected: 'x', seen: 'x', steps: [] },
      journal: [
        { ...entry, kind: 'open' },
        { ...entry, kind: 'response', message: { ref: 'short' }, bytes: base64('short') },
        {
          ...{ ...entry, kind: 'response', bytes: base64(long) },
          message: { text: long, data: { base64: base64(long) }, list: Array.from({ length: 50 }, (_, i) => i) },
        },
        { ...entry, kind: 'undecodable', bytes: base64(long), reason: 'no message' },
      ],
    },
  },
]);

/** An entry as the report shows it. */
interface Shown {
  readonly bytes?: string;
  readonly message?: { readonly text?: string; readonly data?: { readonly base64: string }; readonly list?: unknown[] };
}

function journalOf(text: string): Shown[] {
  return [...((JSON.parse(text) as Report).requirements[0]?.counterexample?.journal ?? [])] as unknown as Shown[];
}

describe('the messages in the JSON report', () => {
  it('are there once, with their size, and cut where they are long', () => {
    const text = jsonReport(report);
    const [open, short, message, undecodable] = journalOf(text);
    expect(open).to.deep.equal({ ...entry, kind: 'open' });
    expect(short).to.deep.equal({ ...entry, kind: 'response', size: 5, message: { ref: 'short' } });
    expect(message).to.include({ size: 100_000 }).and.not.to.have.property('bytes');
    expect(message?.message?.text).to.equal(`${long.slice(0, 400)}… of 100000 characters`);
    expect(message?.message?.data?.base64).to.have.length(400);
    expect(message?.message?.list).to.have.length(21).and.to.include('… 30 more');
    expect(undecodable).to.include({ size: 100_000, reason: 'no message' });
    expect(undecodable?.bytes).to.have.length(400);
    expect(text.length).to.be.lessThan(10_000);
  });

  it('are all there, and their bytes, where that is asked for', () => {
    expect(JSON.parse(jsonReport(report, { fullMessages: true }))).to.deep.equal(report);
  });
});
