import { expect } from 'chai';
import { build, vertex } from '../../src/index.js';
import { knownScenario, toScenario } from '../../src/scenarios/to-scenario.js';

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe('A scenario that is known', () => {
  const written = () => ({ builds: [{ vertices: [{ name: 'a', inputs: [] as string[] }] }] });

  it('is the same object for the same input, another for an equal one', () => {
    const input = written();
    const scenario = knownScenario(input);
    expect(knownScenario(input)).to.equal(scenario);
    const other = knownScenario(written());
    expect(other).to.not.equal(scenario);
    expect(other).to.deep.equal(scenario);
  });

  it('is another once its input was changed, deep down, and the same again from then on', () => {
    const input = written();
    const before = knownScenario(input);
    input.builds[0]!.vertices.push({ name: 'b', inputs: ['a'] });
    const after = knownScenario(input);
    expect(after).to.deep.equal(toScenario(input));
    expect(before).to.deep.equal(toScenario(written()));
    expect(knownScenario(input)).to.equal(after);
  });

  it('is frozen, down to its last list; its input is not', () => {
    const input = { builds: [build().add(vertex('a').after().logs('l')).script, written().builds[0]!] };
    const scenario = knownScenario(input);
    expect(isDeeplyFrozen(scenario)).to.equal(true);
    expect(Object.isFrozen(input.builds)).to.equal(false);
  });
});
