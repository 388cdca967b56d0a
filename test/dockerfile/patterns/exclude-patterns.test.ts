import { expect } from 'chai';
import { excludePatterns } from '../../../src/dockerfile/patterns/exclude-patterns.js';

describe('The patterns of .dockerignore', () => {
  const patterns: readonly (readonly [line: string, pattern: readonly string[]])[] = [
    ['# comment', []],
    [' # no comment', ['# no comment']],
    ['  ', []],
    ['\ufeffa', ['a']],
    [' a ', ['a']],
    ['/', ['/']],
    ['/a/', ['a']],
    ['./a//b/../c', ['a/c']],
    ['! /a', ['!a']],
    ['!', ['!']],
    ['a\r', ['a']],
    ['**/*.log', ['**/*.log']],
  ];
  for (const [line, expected] of patterns) {
    it(JSON.stringify(line), () => {
      expect(excludePatterns(`${line}\n`)).to.deep.equal(expected);
    });
  }
});
