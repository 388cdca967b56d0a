import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as testkit from '../../src/index.js';

const page = 'docs/scenarios.md';

function examplesIn(language: string): readonly string[] {
  const blocks = readFileSync(page, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  return Array.from(blocks, ([, text]) => text!);
}

describe('The guide to scenarios', () => {
  for (const [i, text] of examplesIn('yaml').entries()) {
    it(`has a scenario that can be played: ${i + 1}`, () => {
      expect(testkit.parseScenario(text, { filename: page })).to.not.be.empty;
    });
  }

  it('has examples of both kinds', () => {
    const counts = [examplesIn('yaml').length, examplesIn('js').length];
    expect(counts, `the examples of ${page}, as this test counts them: if you added one, count it here`).to.deep.equal([
      6, 4,
    ]);
  });

  it('names every step of a program', () => {
    const { step } = testkit.scenarioSchema.definitions!;
    const text = readFileSync(page, 'utf8');
    for (const key of Object.keys(step!.properties!))
      expect(text, `${page} has no row for the step \`${key}\``).to.match(new RegExp(`^\\| .*\`${key}[\`:]`, 'm'));
  });
});
