import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { FakeController, toScenario } from '../../../src/index.js';
import { catalogue } from '../../../src/scenarios/catalogue/index.js';
import { holdsListed } from '../../listed.js';
import { optionsOf } from './check-entry.js';

describe('The catalogue', () => {
  it('has each entry once, in the order of the alphabet', () => {
    const names = catalogue.map(({ name }) => name);
    const todo = 'sort the list of src/scenarios/catalogue/index.ts, each entry once';
    expect(names, todo).to.deep.equal([...new Set(names)].toSorted());
  });

  it('has every entry that there is', () => {
    const files = readdirSync('src/scenarios/catalogue/entries').map((file) => file.replace('.ts', ''));
    holdsListed(
      'the list of src/scenarios/catalogue/index.ts',
      catalogue.map(({ name }) => name),
      files,
    );
  });

  it('cites the page about the real controller for each', () => {
    for (const { name, source } of catalogue)
      expect(source, `the source of src/scenarios/catalogue/entries/${name}.ts`).to.match(
        /^docs\/real-controller\.md §\d+/,
      );
  });

  it('has a naive and a careful client for each', () => {
    for (const { name } of catalogue) {
      const file = `test/scenarios/catalogue/${name}.test.ts`;
      expect(existsSync(file), `${file} does not exist: write it, as its neighbours are`).to.equal(true);
      expect(readFileSync(file, 'utf8'), file)
        .to.contain(`entries/${name}.js'`)
        .and.to.match(/^checkEntry\(/m);
    }
  });

  it('can be played, each entry with its quirks and revision', async () => {
    for (const entry of catalogue) {
      expect(() => toScenario(entry.scenario), entry.name).not.to.throw();
      await using fake = await FakeController.start(optionsOf(entry));
      expect(fake.revision).to.equal(entry.revision ?? '2023-04');
    }
  });
});
