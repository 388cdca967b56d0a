import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { catalogue } from '../../src/scenarios/index.js';
import { cataloguePage } from './catalogue-page.js';
import { fromTheCode, threads } from './known-cases.js';

const page = 'docs/catalogue.md';

describe('The page of the catalogue', () => {
  it('is as the catalogue is (UPDATE_DOCS=1 writes it)', () => {
    const wanted = cataloguePage();
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, wanted);
    else expect(existsSync(page) ? readFileSync(page, 'utf8') : '').to.equal(wanted);
  });

  it('has every thread that the page about the real controller has', () => {
    const text = readFileSync('docs/real-controller.md', 'utf8');
    const known = text.slice(text.indexOf('\n## 10. '), text.indexOf('\n## 11. '));
    expect(threads).to.have.length([...known.matchAll(/^\| \d+ \|/gm)].length);
  });

  it('names an entry for each known case, or why there is none', () => {
    const names = catalogue.map(({ name }) => name);
    for (const { what, entries = [], why } of [...threads, ...fromTheCode]) {
      expect(names, what).to.include.members([...entries]);
      expect(entries.length > 0 || why !== undefined, what).to.equal(true);
    }
  });
});
