import { expect } from 'chai';
import fc from 'fast-check';
import { matchText } from '../../../src/scenarios/matching/match-text.js';
import { anyText } from '../arbitraries.js';

/** The glob as a regular expression: the slow way that needs no thought. */
function globAsRegExp(glob: string): RegExp {
  const source = Array.from(glob, (c) =>
    c === '*' ? '[^]*' : c === '?' ? '[^]' : c.replace(/[\\^$.|?*+()[\]{}/-]/u, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`, 'u');
}

const few = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.', '\n', '😀'), maxLength: 8 });

describe('matchText', () => {
  it('takes a string for exactly that string', () => {
    fc.assert(fc.property(anyText, anyText, (a, b) => matchText(a, b) === (a === b)));
    fc.assert(fc.property(anyText, (a) => matchText(a, a)));
    expect(matchText('a*', 'ab')).to.equal(false);
  });

  it('matches globs as the regular expressions that they stand for', () => {
    fc.assert(
      fc.property(few, few, (glob, text) => matchText({ glob }, text) === globAsRegExp(glob).test(text)),
      {
        numRuns: 2000,
      },
    );
  });

  it('matches a text by the glob that it becomes when parts of it are replaced by stars', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), anyText, (parts, between) => {
        expect(matchText({ glob: parts.join('*') }, parts.join(between))).to.equal(true);
      }),
    );
  });

  it('takes no time over a glob of many stars', () => {
    expect(matchText({ glob: 'a*'.repeat(40) }, `${'a'.repeat(2000)}b`)).to.equal(true);
    expect(matchText({ glob: `${'a*'.repeat(40)}c` }, 'a'.repeat(2000))).to.equal(false);
  });

  it('finds a pattern anywhere, as often as it is asked', () => {
    const match = { pattern: 'V1\\.[0-9]', flags: 'i' };
    for (let i = 0; i < 3; i++) expect(matchText(match, 'release v1.2')).to.equal(true);
    expect(matchText(match, 'release v2.1')).to.equal(false);
    expect(matchText({ pattern: '^1' }, '21')).to.equal(false);
  });
});
