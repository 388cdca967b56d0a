import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { expect } from 'chai';
import fc from 'fast-check';
import { scenarioSchema } from '../../../src/scenarios/index.js';
import { checkScenario } from '../../../src/scenarios/schema/check-scenario.js';
import { scenario } from '../arbitraries.js';

describe('the published JSON Schema', () => {
  let validate: ValidateFunction;
  before(() => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, validateFormats: true });
    validate = ajv.compile(scenarioSchema);
  });

  it('is the one in schema/', () => {
    const file = 'schema/scenario.schema.json';
    const todo = `${file} is stale: npm run build && node scripts/write-scenario-schema.js && npm run format\n`;
    expect(JSON.parse(readFileSync(file, 'utf8')), todo).to.deep.equal(scenarioSchema);
  });

  it('takes what this package takes', () => {
    fc.assert(fc.property(scenario, (value) => validate(value)));
  });

  const wrong: readonly object[] = [
    { biulds: [] },
    { builds: [{ vertices: [{}] }] },
    { programs: [{ program: 'sh', steps: [{ exit: 1, stall: true }] }] },
    { programs: [{ program: 'sh', steps: [{}] }] },
    { programs: [{ program: { glob: 'a', pattern: 'b' } }] },
    { programs: [{ program: {} }] },
    { programs: [{ program: 'sh', reactions: [{ on: {}, do: [] }] }] },
    { builds: [{ vertices: [{ name: 'a', takes: '3 s' }] }] },
  ];
  for (const data of wrong) {
    it(`refuses ${JSON.stringify(data)}, as this package does`, () => {
      expect(checkScenario(data)).to.not.be.empty;
      expect(validate(data)).to.equal(false);
    });
  }

  it('has no keywords that only this package knows', () => {
    const text = JSON.stringify(scenarioSchema);
    for (const word of ['"exactlyOneKeyOf"', '"compiles"', '"endsInTime"', '"base64":true'])
      expect(text).to.not.include(word);
  });
});
