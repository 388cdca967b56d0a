import { expect } from 'chai';
import fc from 'fast-check';
import { drawingOf } from '../../../src/pages/diagram/drawing.js';
import { type Item, outlineOf } from '../../../src/pages/diagram/outline.js';
import type { DrawnEntry } from '../../../src/pages/diagram/drawn-entry.js';

import { journalOf, times, unary } from './journals.js';

const outline = (journal: readonly DrawnEntry[]): Item[] => outlineOf(drawingOf(journal).rows);

const entriesIn = (items: readonly Item[]): DrawnEntry[] =>
  items.flatMap((item) => {
    switch (item.kind) {
      case 'row':
        return [item.row.entry];
      case 'pause':
        return [];
      case 'folded':
        return entriesIn(item.items);
    }
  });

const inWords = (items: readonly Item[]): string[] =>
  items.map((item) => (item.kind === 'folded' ? `folded ${item.rows.length}` : item.kind));

describe('the outline of a journal', () => {
  it('folds the middle of a long stretch of messages one way', () => {
    const items = outline(journalOf({ kind: 'open' }, ...times(100, { kind: 'response' }), { kind: 'status' }));
    expect(inWords(items)).to.deep.equal([...times5('row'), 'folded 92', ...times5('row')]);
  });

  it('leaves a short one as it is', () => {
    expect(inWords(outline(journalOf(...times(14, { kind: 'response' }))))).to.deep.equal(Array(14).fill('row'));
  });

  it('says where nothing happened for a while', () => {
    const [open, status] = journalOf({ kind: 'open' }, { kind: 'status', time: 1200 });
    const items = outline([open!, status!]);
    expect(inWords(items)).to.deep.equal(['row', 'pause', 'row']);
    expect(items[1]).to.deep.include({ ms: 1200, open: [1] });
  });

  it('shows few items of many, and folds no more at once than opens promptly', () => {
    const items = outline(journalOf(...Array.from({ length: 1000 }, (_, call) => unary(call + 1)).flat()));
    expect(items.length).to.be.at.most(300);
    for (const item of items) if (item.kind === 'folded') expect(item.rows.length).to.be.at.most(250);
  });

  it('has every event once, in order', () => {
    const kinds = fc.constantFrom('request' as const, 'response' as const, 'open' as const, 'status' as const);
    const stretch = fc.record({
      kind: kinds,
      call: fc.integer({ min: 1, max: 4 }),
      count: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), (stretches) => {
        const journal = journalOf(...stretches.flatMap(({ kind, call, count }) => times(count, { kind, call })));
        expect(entriesIn(outline(journal)).map(({ time }) => time)).to.deep.equal(journal.map(({ time }) => time));
      }),
      { numRuns: 40 },
    );
  });
});

function times5(word: string): string[] {
  return Array<string>(5).fill(word);
}
