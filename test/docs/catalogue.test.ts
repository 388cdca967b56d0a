import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { catalogue } from '../../src/scenarios/index.js';
import { holdsGenerated } from '../generated.js';
import { cataloguePage } from './catalogue-page.js';
import { fromTheCode, threads } from './known-cases.js';

const page = 'docs/catalogue.md';

describe('The page of the catalogue', () => {
  it('is as the catalogue is', () => {
    holdsGenerated(page, cataloguePage(), { test: 'test/docs/catalogue.test.ts' });
  });

  it('has every thread that the page about the real controller has', () => {
    const text = readFileSync('docs/real-controller.md', 'utf8');
    const known = text.slice(text.indexOf('\n## 10. '), text.indexOf('\n## 11. '));
    const rows = [...known.matchAll(/^\| \d+ \|/gm)].length;
    expect(threads, `give each row of docs/real-controller.md §10 an entry in test/docs/known-cases.ts`).to.have.length(
      rows,
    );
  });

  it('names an entry for each known case, or why there is none', () => {
    const names = catalogue.map(({ name }) => name);
    for (const { what, entries = [], why } of [...threads, ...fromTheCode]) {
      const where = `in test/docs/known-cases.ts, "${what}"`;
      expect(names, `${where} names entries of the catalogue`).to.include.members([...entries]);
      expect(entries.length > 0 || why !== undefined, `${where} has entries, or says why not`).to.equal(true);
    }
  });
});
