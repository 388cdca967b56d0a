import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { holdsGenerated } from '../generated.js';
import { distributionFor, modelIds, modelTables } from './model-tables.js';

const page = 'docs/model.md';
const heading = '## What is drawn\n\n';

describe('The sequences of commands', () => {
  for (const id of modelIds) {
    it(`of ${id} do all that they draw, mostly, and come to every depth`, () => {
      const { kinds, depths, sequences, rejected } = distributionFor(id);
      const never = Object.entries(kinds).filter(([, { done }]) => done === 0);
      expect(never.map(([kind]) => kind)).to.deep.equal([]);
      expect(rejected).to.be.below(0.6);
      const deep = depths.filter(({ upTo }) => upTo > 20).reduce((sum, one) => sum + one.sequences, 0);
      expect(deep / sequences, 'the part of more than 20 commands').to.be.above(0.4);
    });
  }
});

describe('The page of the model', () => {
  it('tells what its sequences are made of', () => {
    const text = readFileSync(page, 'utf8');
    const wanted = `${text.slice(0, text.indexOf(heading))}${heading}${modelTables()}\n`;
    holdsGenerated(page, wanted, { test: 'test/docs/model.test.ts' });
  });
});
