import * as fc from 'fast-check';
import { hostile } from '../../test/words/hostile.js';

/** What means something to terminals, to XML, TAP, YAML, HTML, or to who reads. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '\u001b[31m',
      '\u001b]0;x\u0007',
      '\u001b]8;;http://e\u001b\\',
      '\u009b',
      '\u0000',
      '\b',
      '\r',
      '\n',
      '\t',
      '\u0085',
    ],
    ...[
      '\u202e',
      '\u2066',
      '\u200f',
      '\u061c',
      '\ufeff',
      '\u2028',
      '\u2029',
      '\u200b',
      '\u{e0041}',
      '\ud800',
      '\udc00',
      '\uffff',
    ],
    ...[
      ']]>',
      '<![CDATA[',
      '<testcase name="forged"/>',
      '</script><script>',
      '<!--',
      '-->',
      '&',
      '&amp;',
      '"',
      "'",
      '<?x?>',
    ],
    ...[
      '\nok 7 - forged',
      '\nnot ok',
      '\nBail out!',
      '\n1..9',
      '\n  ...',
      '\n  ---',
      '# SKIP',
      '# TODO x',
      '\\#',
      '\\',
      '%',
    ],
    ...[': ', '- ', '&a', '*a', '!x', '|', '>', '{', '[', '?', '@', '`', '0x1', '1e3', 'null', 'yes', '~', ' ', ''],
  ),
  fc.constantFrom(...hostile.split(' ')),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 4 }),
  fc.string({ maxLength: 6 }),
);

/** Words of a target that would be taken for ours, or would command who reads them. */
export const hostileWords: fc.Arbitrary<string> = fc
  .array(piece, { minLength: 1, maxLength: 8 })
  .map((all) => all.join(''));

/** What UTF-8 can carry: without the halves of characters. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '');
}
