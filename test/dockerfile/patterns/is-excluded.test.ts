import { expect } from 'chai';
import { isExcluded } from '../../../src/dockerfile/patterns/is-excluded.js';

describe('A path is excluded', () => {
  const cases: readonly (readonly [pattern: string, path: string, isExcluded: boolean])[] = [
    ['a', 'a', true],
    ['a', 'a/b', true],
    ['a', 'b/a', false],
    ['a', 'ab', false],
    ['*.log', 'x.log', true],
    ['*.log', 'd/x.log', false],
    ['*.log', 'xlog', false],
    ['**/*.log', 'd/e/x.log', true],
    ['**/*.log', 'x.log', true],
    ['**', 'a', true],
    ['a/**', 'a/b/c', true],
    ['?.txt', 'a.txt', true],
    ['?.txt', 'ab.txt', false],
    ['[ab].c', 'b.c', true],
    ['[ab].c', 'c.c', false],
    ['[^a].c', 'b.c', true],
    ['a+(b)', 'a+(b)', true],
    [String.raw`\*`, '*', true],
    [String.raw`\*`, 'a', false],
    ['[z-a]', 'z', false],
    ['a**b', 'a/x/b', true],
    ['a**b', 'axb', false],
    ['a**b', 'ab', true],
    ['**/a/**', 'x/a/y', true],
    ['*', 'a/b', true],
    ['./a/', 'a', true],
  ];
  for (const [pattern, path, expected] of cases) {
    it(`${path} by ${pattern}: ${expected}`, () => {
      expect(isExcluded(path, [pattern])).to.equal(expected);
    });
  }

  it('unless an exception comes after what leaves it out', () => {
    expect(isExcluded('d/keep', ['d', '!d/keep'])).to.equal(false);
    expect(isExcluded('d/keep', ['!d/keep', 'd'])).to.equal(true);
    expect(isExcluded('d/keep', ['d', '!d/keep', '**/keep'])).to.equal(true);
  });

  it('in no more steps than the pattern and the path are long, multiplied', () => {
    expect(isExcluded('a/'.repeat(300), [`${'**/'.repeat(300)}b`])).to.equal(false);
  });
});
