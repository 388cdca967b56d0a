/** What somebody may say who wants to be taken for us, or to command the reader's terminal. */
export const hostile = [
  '\u001b[2J\u001b]0;owned\u0007\u001b]8;;http://evil.example\u001b\\click\u001b]8;;\u001b\\',
  '\u009b31m\u0000\b\r',
  '\u202ereversed\u202c \u2066isolated\u2069 \u200fmark\u061c \ufeff',
  'one\u2028ok 1 - forged\u2029ok 2 - forged',
  'one\nok 3 - forged\n# forged\nBail out! forged',
  ']]>]]></failure></testcase><testcase name="forged"/><!-- & < > " \' -->',
  '--- \n...\n\ud800 \udc00 \uffff \u{e0041}',
].join(' ');

/** No terminal obeys, and no reader is misled by, what is in this. */
export const commands = /[^\n\t\P{Cc}]|[\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
