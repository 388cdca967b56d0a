import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { holdsGenerated } from '../generated.js';
import { roomsPicture, roomsTable } from './architecture/rooms-page.js';
import { betweenMarks } from './between-marks.js';
import { linksOf, namedPaths, namedSymbols } from './named-paths.js';

const page = 'docs/architecture.md';
const text = readFileSync(page, 'utf8');

/** Words in code that are values, and no names of the code. */
const values = ['init'];

describe('The page of the architecture', () => {
  it('shows the rooms as the table of them says', () => {
    const pictured = betweenMarks(text, 'picture of the rooms', roomsPicture());
    const wanted = betweenMarks(pictured, 'table of the rooms', roomsTable());
    holdsGenerated(page, wanted, { test: 'test/docs/architecture.test.ts' });
  });

  it('names files that exist', () => {
    const paths = [...namedPaths(text), ...linksOf(text).map((link) => join('docs', link))];
    expect(paths).to.have.length.greaterThan(60);
    for (const path of paths) expect(existsSync(path), `${page} names ${path}`).to.equal(true);
  });

  it('says of each step where it is, in a file that has what it names', () => {
    const steps = text.split('\n').filter((line) => /^\d+\. /.test(line));
    expect(steps).to.have.length.greaterThan(30);
    for (const step of steps) {
      const files = namedPaths(step);
      expect(files, `${page} names no file for "${step}"`).to.not.deep.equal([]);
      const code = files.map((file) => readFileSync(file, 'utf8')).join('\n');
      for (const name of namedSymbols(step).filter((symbol) => !values.includes(symbol)))
        expect(new RegExp(`(?<![\\w#])${name}\\b`).test(code), `${name}, in ${files.join(', ')}`).to.equal(true);
    }
  });
});
