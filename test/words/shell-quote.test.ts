import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { shellQuote } from '../../src/words/shell-quote.js';

describe('a word quoted for a shell', () => {
  it('is read back as it was', () => {
    for (const word of ['plain', 'a b', "it's", '$HOME', '', '`id`', '"', '\\', 'a\nb', '!', '*']) {
      const read = execFileSync('sh', ['-c', `printf %s ${shellQuote(word)}`]).toString();
      expect(read, JSON.stringify(word)).to.equal(word);
    }
  });
});
