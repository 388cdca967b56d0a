import { expect } from 'chai';
import { isExcluded } from '../../../src/dockerfile/lint/is-excluded.js';

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
  ];
  for (const [pattern, path, expected] of cases) {
    it(`${path} by ${pattern}: ${expected}`, () => {
      expect(isExcluded(path, [pattern])).to.equal(expected);
    });
  }
});
