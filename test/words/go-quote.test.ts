import { expect } from 'chai';
import { goQuote } from '../../src/words/go-quote.js';

describe("Go's quoting", () => {
  const table: Readonly<Record<string, string>> = {
    '': '""',
    'a b': '"a b"',
    'é 日本 🎉': '"é 日本 🎉"',
    '"\\': String.raw`"\"\\"`,
    '\u0007\b\f\n\r\t\v': String.raw`"\a\b\f\n\r\t\v"`,
    '\0\x1b\x7f': String.raw`"\x00\x1b\x7f"`,
    '\u0080\u00a0\u200b\ufeff': String.raw`"\u0080\u00a0\u200b\ufeff"`,
    '\u{e0001}': String.raw`"\U000e0001"`,
    "<'&>": `"<'&>"`,
    '\ufffd': '"\ufffd"',
  };
  for (const [text, quoted] of Object.entries(table)) {
    it(`prints ${JSON.stringify(text)} as ${quoted}`, () => expect(goQuote(text)).to.equal(quoted));
  }
});
