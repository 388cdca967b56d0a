import { expect } from 'chai';
import { knownDefects } from '../../../src/conformance/diagnosis/defect-matrix.js';
import { mutants } from '../../../src/mutants/index.js';
import { defectsFile } from '../../mutants/kill-matrix/defects-file.js';
import { readTrials } from '../../mutants/diagnosis/trial.js';
import { scoreOf } from '../../mutants/diagnosis/score.js';

const trials = readTrials();
const alone = trials.filter(({ defects }) => defects.length === 1);
const pairs = trials.filter(({ defects }) => defects.length === 2);

describe('the diagnosis of controllers whose defects are known, with seeds that the matrix does not know', () => {
  it('has the defect among the first three for nine of ten', () => {
    const { trials: of, found, missed } = scoreOf(alone, knownDefects(), 3);
    expect(of).to.be.at.least(50);
    expect(found / of, missed.join('\n')).to.be.at.least(0.9);
  });

  it('has both of two defects among the first five for seven of ten', () => {
    const { trials: of, found, missed } = scoreOf(pairs, knownDefects(), 5);
    expect(of).to.be.at.least(40);
    expect(found / of, missed.join('\n')).to.be.at.least(0.7);
  });

  it(`is made by a matrix that has each mutant (else: npm run kill-matrix -- --missing, which writes ${defectsFile})`, () => {
    expect(knownDefects().defects.map(({ name }) => name)).to.have.members(mutants.map(({ name }) => name));
  });
});
