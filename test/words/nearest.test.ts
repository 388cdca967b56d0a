import { expect } from 'chai';
import { didYouMean, nearest } from '../../src/words/nearest.js';

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

describe('the nearest of several names', () => {
  it('is what was probably meant', () => {
    expect(nearest('jnit', ['json', 'junit'])).to.equal('junit');
    expect(nearest('BUILD-0003', ['BUILD-001', 'BUILD-003', 'PROC-003'])).to.equal('BUILD-003');
    expect(nearest('Fake', ['fake', 'container'])).to.equal('fake');
    expect(nearest('xyz', ['json', 'junit'])).to.equal(undefined);
  });
});

describe('what was probably meant', () => {
  it('is asked in brackets, after a space', () => {
    expect(didYouMean('sucess', ['success', 'failure'])).to.equal(' (did you mean success?)');
    expect(didYouMean('sucess', ['failure'])).to.equal('');
  });

  it('may be two letters that changed places', () => {
    expect(nearest('INOF-001', ['INFO-001', 'INPUT-001'])).to.equal('INFO-001');
    expect(nearest('nmae', ['name'])).to.equal('name');
  });

  it('is nothing for a text that is far too long for a name', () => {
    expect(nearest('x'.repeat(501), ['x'.repeat(501)])).to.equal(undefined);
  });
});
