import { expect } from 'chai';
import { fillGroups, findInStdin } from '../../../src/scenarios/matching/find-in-stdin.js';

describe('findInStdin', () => {
  it('finds a pattern, with its groups; those that took no part are empty', () => {
    expect(findInStdin({ pattern: 'exit (\\d+)( now)?\\n' }, 'ls\nexit 7\nmore')).to.deep.equal({
      end: 10,
      groups: ['exit 7\n', '7', ''],
    });
    expect(findInStdin({ pattern: 'EXIT', flags: 'i' }, 'exit')?.end).to.equal(4);
  });

  it('never finds what would take nothing, since it would be found for ever', () => {
    expect(findInStdin({ pattern: 'x*' }, 'abc')).to.equal(undefined);
    expect(findInStdin({ pattern: '^|b' }, 'abc')).to.equal(undefined);
  });
});

describe('fillGroups', () => {
  const groups = ['exit 7', '7', 'x'];
  const cases: readonly (readonly [text: string, filled: string])[] = [
    ['code $1', 'code 7'],
    ['$0|$1|$2', 'exit 7|7|x'],
    ['costs $$1', 'costs $1'],
    ['$3 $x $', '$3 $x $'],
    ['$12', '72'],
    ['$1$2', '7x'],
  ];
  for (const [text, filled] of cases) {
    it(`makes ${JSON.stringify(filled)} of ${JSON.stringify(text)}`, () =>
      expect(fillGroups(text, groups)).to.equal(filled));
  }

  it('does not fill in what a group brought along', () => {
    expect(fillGroups('$1', ['', '$1$$'])).to.equal('$1$$');
  });
});
