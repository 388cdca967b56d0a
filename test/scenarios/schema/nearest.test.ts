import { expect } from 'chai';
import { nearest } from '../../../src/scenarios/schema/nearest.js';

describe('nearest', () => {
  const cases: readonly (readonly [text: string, choices: readonly string[], found: string | undefined])[] = [
    ['verticies', ['name', 'vertices', 'reply'], 'vertices'],
    ['Vertices', ['vertices'], 'vertices'],
    ['tag', ['target', 'tags'], 'tags'],
    ['stal', ['exit', 'stall', 'stale'], 'stall'],
    ['nmae', ['names', 'name'], 'name'],
    ['a', ['b'], 'b'],
    ['xyz', ['name', 'once'], undefined],
    ['anything', [], undefined],
  ];
  for (const [text, choices, found] of cases) {
    it(`of ${choices.join(', ') || 'nothing'} to ${text} is ${found ?? 'none'}`, () =>
      expect(nearest(text, choices)).to.equal(found));
  }
});
