import { expect } from 'chai';
import fc from 'fast-check';
import { compilePattern } from '../../../src/scenarios/matching/pattern.js';

/** What matches a character, in all its spellings; the same with the flag `u`. */
const atom = fc.constantFrom(
  ...['a', 'b', 'é', '\n', '.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\t', '\\r', '\\v', '\\0', '\\cJ', '\\x61'],
  ...[
    '\\u0062',
    '\\u00e9',
    '\\.',
    '\\*',
    '\\/',
    '[ab]',
    '[^ab]',
    '[^]',
    '[]',
    '[a-c]',
    '[\\s\\d]',
    '[^\\s]',
    '[\\S\\n]',
  ],
  ...['[\\W]', '[.]', '[*+?]', '[\\]]', '[\\b]', '[a\\-c]', '[-a]', '[(|)]', '[\\u0061-\\u0063]', '[\\x0a]', '[\\^a]'],
);
const assertion = fc.constantFrom('^', '$', '\\b', '\\B');
const quantifier = fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?', '??', '{1,2}?');

/** Groups that are repeated hold none: what those of an earlier repetition hold, JavaScript forgets. */
const { pattern } = fc.letrec<{ pattern: string; term: string; plain: string }>((tie) => ({
  pattern: fc
    .array(fc.array(tie('term'), { maxLength: 4 }), { minLength: 1, maxLength: 2 })
    .map((alternatives) => alternatives.map((terms) => terms.join('')).join('|')),
  term: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('plain'),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?<name${inner.length}>${inner})`),
    assertion,
  ),
  plain: fc.oneof(
    atom,
    fc.tuple(atom, quantifier).map((parts) => parts.join('')),
    fc
      .tuple(fc.array(atom, { minLength: 1, maxLength: 3 }), quantifier)
      .map(([atoms, q]) => `(?:${atoms.join('')})${q}`),
  ),
}));

const text = fc.string({ unit: fc.constantFrom(...'ab é\n\r\t\u00a0\u2028.*-]^/1_'), maxLength: 8 });
/** Not `m`: RE2 knows no other end of a line than `\n`. */
const flags = fc.constantFrom('', 'i', 's', 'u', 'su');

describe('compilePattern', () => {
  it('finds what JavaScript finds', () => {
    fc.assert(
      fc.property(pattern, flags, fc.array(text, { maxLength: 5 }), (source, flags, texts) => {
        fc.pre(compilesInJavaScript(source, flags));
        const ours = compilePattern({ pattern: source, flags });
        const theirs = new RegExp(source, flags);
        for (const text of texts) {
          const found = theirs.exec(text);
          const wanted = found && {
            end: found.index + found[0].length,
            groups: Array.from(found, (group: string | undefined) => group ?? ''),
          };
          expect(ours.find(text), JSON.stringify(text)).to.deep.equal(wanted ?? undefined);
          expect(ours.test(text), JSON.stringify(text)).to.equal(found !== null);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tells how many groups there are', () => {
    expect(compilePattern({ pattern: '(a)(?:b)(?<c>c(d))' }).groups).to.equal(3);
  });

  it('sees a line begin behind a line feed, with the flag m', () => {
    expect(compilePattern({ pattern: '^b$', flags: 'm' }).test('a\nb\nc')).to.equal(true);
  });

  it('takes characters beyond the basic plane for one, however they are written', () => {
    for (const [source, flags] of [
      ['^.$', ''],
      ['^[😀]$', ''],
      ['^\\ud83d\\ude00$', ''],
      ['^\\u{1f600}$', 'u'],
      ['^\\p{So}$', 'u'],
    ] as const)
      expect(compilePattern({ pattern: source, flags }).test('😀'), source).to.equal(true);
  });

  for (const catastrophe of [
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '^(.*)*$',
    '^([a-z]+)*\\1?$',
    '(x*)*y',
    '^a*a*a*a*a*b$',
  ]) {
    const back = catastrophe.includes('\\1');
    it(`${back ? 'refuses' : 'takes no time over'} ${catastrophe}`, () => {
      const compiled = (): unknown => compilePattern({ pattern: catastrophe }).test(`${'a'.repeat(100_000)}!`);
      if (back) expect(compiled).to.throw('can take for ever');
      else expect(compiled()).to.equal(catastrophe === '^(.*)*$');
    });
  }

  it('compiles the pattern of some data once', () => {
    const data = { pattern: 'a' };
    expect(compilePattern(data)).to.equal(compilePattern(data));
  });

  for (const [why, data, message] of [
    ['what does not compile', { pattern: '(' }, 'Invalid regular expression: /(/: Unterminated group'],
    [
      'a flag that makes an expression remember',
      { pattern: 'a', flags: 'g' },
      'bad flags "g": give some of i, m, s, u',
    ],
    ['a flag of sets', { pattern: 'a', flags: 'v' }, 'bad flags "v": give some of i, m, s, u'],
    ['a flag twice', { pattern: 'a', flags: 'ii' }, "Invalid flags supplied to RegExp constructor 'ii'"],
    ['what looks ahead', { pattern: 'a(?=b)' }, '"a(?=b)": what looks ahead or behind can take for ever to match'],
    ['what looks behind', { pattern: '(?<!b)a' }, '"(?<!b)a": what looks ahead or behind can take for ever to match'],
    ['a reference', { pattern: '(a)\\1' }, '"(a)\\\\1": what refers to another group can take for ever to match'],
    ['a reference by name', { pattern: '(?<n>a)\\k<n>' }, 'what refers to another group can take for ever to match'],
    ['too many repetitions', { pattern: 'a{1001}' }, '"a{1001}": error parsing regexp: invalid repeat count'],
    ['a large program', { pattern: '(a{900}|b{900}|c{900})' }, 'and the most are 2000'],
    ['a long pattern', { pattern: 'a'.repeat(2001) }, 'a pattern of 2001 characters: the most are 2000'],
    [
      'a property that RE2 does not know',
      { pattern: '\\p{Letter}', flags: 'u' },
      'invalid character class range: `\\p{Letter}`',
    ],
  ] as const) {
    it(`refuses ${why}`, () => {
      expect(() => compilePattern(data, 'builds[0].when.target'))
        .to.throw('scenario: builds[0].when.target: ')
        .with.property('message')
        .that.includes(message);
    });
  }
});

function compilesInJavaScript(source: string, flags: string): boolean {
  try {
    void new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}
