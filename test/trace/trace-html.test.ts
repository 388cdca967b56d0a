import { expect } from 'chai';
import { written } from '../../src/journal/written-entry.js';
import { traceHtml } from '../../src/trace/trace-html.js';
import { traceOfJournal } from '../../src/trace/trace-of.js';
import type { Trace } from '../../src/trace/trace.js';
import { fakeThatBuilt } from './a-journal.js';

describe('a trace as a page', () => {
  it('says all that it shows without a script, and loads nothing', async () => {
    await using fake = await fakeThatBuilt();
    const html = await fake.journal.toHtml('the build that fails');
    expect(html).to.contain('<h1>the build that fails</h1>');
    expect(html).to.contain('[3/3] RUN make test');
    expect(html).to.contain('not ok 1 - &lt;adds');
    expect(html).to.contain('cc main.c');
    expect(html).to.contain('ends UNKNOWN');
    expect(html).not.to.match(/<(?:script|link|img)[^>]* (?:src|href)="(?!data:)/);
    expect(html).not.to.match(/ style="/);
  });

  it('draws each vertex of a graph below what it needs', async () => {
    await using fake = await fakeThatBuilt();
    const html = traceHtml(traceOfJournal(fake.journal.entries.map(written), 'x'));
    const top = (name: string): number => {
      const at = html.indexOf(`<title>${name}: `);
      return Number(/ y="([\d.]+)"/.exec(html.slice(at))?.[1]);
    };
    expect(top('[1/3] FROM alpine')).to.be.lessThan(top('[2/3] RUN make'));
    expect(top('[2/3] RUN make')).to.be.lessThan(top('[3/3] RUN make test'));
  });

  it('leaves out the graph that nobody could read', () => {
    const vertices = Array.from({ length: 401 }, (_, index) => ({
      ...{ digest: `sha256:${index}`, name: `step ${index}`, inputs: [], cached: false, error: '' },
      ...{ runs: [{ from: 0, to: 1 }], logs: [], progress: [], warnings: [] },
    }));
    const trace: Trace = { title: 'large', builds: [{ ref: 'r', vertices }], entries: [], durationMs: 1 };
    expect(traceHtml(trace)).to.contain('401 vertices are too many to draw.').and.to.contain('step 400');
  });

  it('shows a note of the fake among what happened on calls', () => {
    const entries = [
      { time: 0, kind: 'open', rpc: 'Build', call: 1 },
      { time: 1, kind: 'note', text: 'the server dies' },
      { time: 1, kind: 'status', rpc: 'Build', call: 1, status: { code: 14, message: '' } },
    ] as const;
    const html = traceHtml(traceOfJournal(entries, 'x'));
    expect(html).to.contain('the server dies');
    expect(html.indexOf('is opened')).to.be.lessThan(html.indexOf('the server dies'));
    expect(html.indexOf('the server dies')).to.be.lessThan(html.indexOf('ends UNAVAILABLE'));
  });
});
