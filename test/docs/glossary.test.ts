import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { linksOf, namedPaths } from './named-paths.js';

const page = 'docs/glossary.md';
const text = readFileSync(page, 'utf8');

const words = [...text.matchAll(/^\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \|$/gm)].map(([, word, means, file]) => ({
  word: word!,
  means: means!,
  file: file!,
}));

describe('The glossary', () => {
  it('has each word once, in alphabetical order, with a sentence or two', () => {
    expect(words).to.have.length.greaterThan(50);
    const order = words.map(({ word }) => word);
    expect(order).to.deep.equal([...new Set(order)].toSorted());
    for (const { word, means } of words) expect(means, `what ${word} means`).to.match(/^[A-Z`][^]*\.$/);
    const rows = text.split('\n').filter((line) => /^\| (?!word )/.test(line));
    expect(words, `a row of ${page} has a word, what it means, and its file`).to.have.length(rows.length);
  });

  it('names files that exist, and that are about the word', () => {
    for (const { word, file } of words) {
      expect(existsSync(file), `${page} names ${file}, which does not exist, for ${word}`).to.equal(true);
      const spelled = new RegExp(word.replaceAll(/[ -]/g, '[ -]?'), 'i');
      // A file that is named after the word need not repeat it.
      expect(`${file}\n${readFileSync(file, 'utf8')}`, `${file}, which ${page} names for ${word}`).to.match(spelled);
    }
    for (const path of [...namedPaths(text), ...linksOf(text).map((link) => join('docs', link))])
      expect(existsSync(path), `${page} names ${path}`).to.equal(true);
  });
});
