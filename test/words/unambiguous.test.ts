import { expect } from 'chai';
import { unambiguous } from '../../src/words/unambiguous.js';

describe('unambiguous text', () => {
  for (const [text, shown] of [
    ['plain, ümlaut, 漢字, 😀\n\tindented', 'plain, ümlaut, 漢字, 😀\n\tindented'],
    ['a\u0000b\u001b[31mc\rd\u007f\u0085', 'a\\u0000b\\u001b[31mc\\u000dd\\u007f\\u0085'],
    ['abc\u202egnp.exe\u2066x\u2069', 'abc\\u202egnp.exe\\u2066x\\u2069'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['lone \ud800 and \udc00', 'lone \\ud800 and \\udc00'],
  ] as const) {
    it(`is ${JSON.stringify(shown)}`, () => {
      expect(unambiguous(text)).to.equal(shown);
    });
  }
});
