import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseScenario } from '../../src/index.js';
import { holdsGenerated } from '../generated.js';
import { faultsTable } from './faults-table.js';

const guide = readFileSync('docs/faults.md', 'utf8');

describe('docs/faults.md', () => {
  it('has the table of what is tested', () => {
    const before = guide.slice(0, guide.indexOf('| fault | what'));
    holdsGenerated('docs/faults.md', `${before}${faultsTable()}\n`, { test: 'test/docs/faults.test.ts' });
  });

  it('begins with a scenario that can be played', () => {
    const [, yaml = ''] = guide.match(/```yaml\n([^]*?)```/) ?? [];
    expect(parseScenario(yaml).faults).to.have.length(2);
  });

  it('tells of everything that a fault can do, and when', () => {
    const schema = JSON.parse(readFileSync('schema/scenario.schema.json', 'utf8')) as {
      definitions: { fault: { properties: Record<'at' | 'do', { properties: object }> } };
    };
    const { at, do: actions } = schema.definitions.fault.properties;
    for (const key of [...Object.keys(at.properties), ...Object.keys(actions.properties)]) {
      expect(guide, `docs/faults.md does not tell of \`${key}\``).to.include(`\`${key}`);
    }
  });
});
