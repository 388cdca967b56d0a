import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseScenario, toScenario } from '../../src/index.js';
import { holdsGenerated } from '../generated.js';
import { quirksTable } from './quirks-table.js';

const page = 'docs/fake-controller.md';

describe('The guide to the fake', () => {
  it('lists every quirk as the catalogue has it', () => {
    const text = readFileSync(page, 'utf8');
    const before = text.slice(0, text.indexOf('| quirk |') < 0 ? text.length : text.indexOf('| quirk |'));
    holdsGenerated(page, `${before}${quirksTable()}\n`, { test: 'test/docs/fake-controller.test.ts' });
  });

  it('shows a scenario that is one', () => {
    const [, yaml] = /```yaml\n(.*?)```/s.exec(readFileSync(page, 'utf8')) ?? [];
    const scenario = parseScenario(yaml ?? '', { format: 'yaml', filename: page });
    expect(toScenario(scenario).builds).to.have.length(1);
  });
});
