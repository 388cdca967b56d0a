import { expect } from 'chai';
import { usedUp } from '../../../src/scenarios/matching/comparison.js';
import { explainMismatch } from '../../../src/scenarios/matching/explain-mismatch.js';
import { compareBuild } from '../../../src/scenarios/matching/match-build.js';
import { buildOptions } from '../build-options.js';

const request = {
  session: 's1',
  options: buildOptions({ target: 'test', buildArgs: { VERSION: '1.3' }, noCache: true }),
};

describe('explainMismatch', () => {
  it('shows the closest script beside the request, and marks the first difference', () => {
    const far = { place: 'builds[0]', comparisons: compareBuild({ target: 'x', noCache: false, pull: true }, request) };
    const near = {
      place: 'builds[1]',
      name: 'release',
      comparisons: compareBuild({ target: 'test', buildArgs: { VERSION: '1.2' }, noCache: false }, request),
    };
    const text = explainMismatch('build "s1"', [far, near]);
    expect(text.split('\n')).to.deep.equal([
      'no script matches build "s1"; the closest of 2 is builds[1] "release":',
      '                   | expected | seen',
      ' target            | "test"   | "test"',
      ' buildArgs.VERSION | "1.2"    | "1.3"  | <== first difference',
      ' noCache           | false    | true   | <== differs',
    ]);
  });

  it('takes the first of those that are equally close', () => {
    const comparisons = compareBuild({ target: 'x' }, request);
    const text = explainMismatch(
      'it',
      [0, 1].map((i) => ({ place: `builds[${i}]`, comparisons })),
    );
    expect(text).to.match(/^no script matches it; the closest of 2 is builds\[0\]:\n/);
  });

  it('says that a script is used up', () => {
    const text = explainMismatch('it', [{ place: 'builds[0]', comparisons: [usedUp] }]);
    expect(text.split('\n')).to.deep.equal([
      'no script matches it; the only script is builds[0]:',
      '      | expected     | seen',
      ' once | not used yet | used up | <== first difference',
    ]);
  });

  it('says when there is no script at all', () => {
    expect(explainMismatch('it', [])).to.equal('no script matches it; the scenario has none of that kind');
  });

  it('keeps long and many-lined values to a line', () => {
    const stdin = 'FROM scratch\n'.repeat(10_000);
    const text = explainMismatch('it', [
      { place: 'builds[0]', comparisons: compareBuild({ stdin: 'x' }, { ...request, stdin: Buffer.from(stdin) }) },
    ]);
    expect(text.split('\n')).to.have.lengthOf(3);
    expect(text).to.include('(130000 characters)').and.to.have.length.below(400);
  });
});
