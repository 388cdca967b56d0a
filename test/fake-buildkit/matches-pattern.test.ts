import { expect } from 'chai';
import { matchesPattern } from '../../src/fake-buildkit/matches-pattern.js';

describe('a pattern of file names', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['*.txt', 'a.txt', true],
    ['*.txt', 'a.txt~', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a[0-9]', 'a7', true],
    ['a[0-9]', 'ax', false],
    ['a[^0-9]', 'ax', true],
    ['arr[[]0].txt', 'arr[0].txt', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['a.c', 'abc', false],
    ['*', '', true],
    ['', 'a', false],
    ['a*b*c', 'axxbyybc', true],
  ];
  for (const [pattern, name, fits] of cases)
    it(`${pattern} ${fits ? 'fits' : 'does not fit'} ${JSON.stringify(name)}`, () => {
      expect(matchesPattern(pattern, name)).to.equal(fits);
    });

  it('takes no time that grows with its stars, because clients write it', () => {
    // A regular expression would still be at it tomorrow.
    expect(matchesPattern(`${'*a'.repeat(25)}b`, 'a'.repeat(60))).to.equal(false);
  });
});
