import { expect } from 'chai';
import { type Column, drawingOf } from '../../../src/pages/diagram/drawing.js';
import { journalOf, times, unary } from './journals.js';

const inWords = (columns: readonly Column[]): string[] =>
  columns.map((column) =>
    column.kind === 'client' ? `client ${column.client}` : column.calls.map((call) => `#${call.number}`).join(' '),
  );

describe('the drawing of a journal', () => {
  it('has a column for each client, followed by one for each of its calls', () => {
    const journal = journalOf(
      { kind: 'open', call: 1 },
      { kind: 'open', call: 2, client: 2 },
      { kind: 'open', call: 3 },
      { kind: 'request', call: 2, client: 2 },
    );
    const { columns, rows } = drawingOf(journal);
    expect(inWords(columns)).to.deep.equal(['client 1', '#1', '#3', 'client 2', '#2']);
    expect(rows.map(({ client, lane }) => [client, lane])).to.deep.equal([
      [0, 1],
      [3, 4],
      [0, 2],
      [3, 4],
    ]);
  });

  it('knows which calls are open beside each event', () => {
    const journal = journalOf(
      { kind: 'open', call: 1 },
      { kind: 'open', call: 2 },
      { kind: 'status', call: 1 },
      { kind: 'response', call: 2 },
    );
    expect(drawingOf(journal).rows.map(({ open }) => open)).to.deep.equal([[1], [1, 2], [1, 2], [2]]);
  });

  it('lets a call have the column of one that has ended, when there are many', () => {
    const journal = journalOf(
      { kind: 'open', call: 99 },
      ...Array.from({ length: 20 }, (_, call) => unary(call + 1)).flat(),
    );
    const { columns, rows } = drawingOf(journal);
    expect(columns).to.have.length(3);
    expect(rows.slice(1).every(({ lane }) => lane === 2)).to.equal(true);
  });

  it('is not wider than can be looked at, however many calls are open', () => {
    const calls = Array.from({ length: 200 }, (_, call) => ({ kind: 'open' as const, call }));
    const { columns, rows } = drawingOf(journalOf(...calls, ...times(3, { kind: 'response', call: 150 })));
    expect(columns.length).to.be.at.most(25);
    expect(rows.at(-1)).to.deep.include({ client: 0 });
    expect(new Set(rows.map(({ lane }) => lane)).has(0)).to.equal(false);
  });

  it('keeps a shared column open until the last of its calls has ended', () => {
    const calls = Array.from({ length: 40 }, (_, call) => ({ kind: 'open' as const, call: call + 1 }));
    const { rows } = drawingOf(
      journalOf(...calls, { kind: 'status', call: 39 }, { kind: 'status', call: 40 }, { kind: 'response', call: 1 }),
    );
    const shared = rows.at(-2)!.lane;
    expect(rows.at(-1)!.open).to.include(shared);
  });
});
