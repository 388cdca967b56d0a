import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { holdsListed } from '../../listed.js';
import { defaultRevision, isWithin } from '../../../src/protocol/revision.js';
import { FakeController, toScenario } from '../../../src/index.js';
import { catalogue } from '../../../src/scenarios/catalogue/index.js';
import { optionsOf } from './check-entry.js';

const topics = readdirSync('src/scenarios/catalogue/entries').map((file) => file.replace('.ts', ''));

function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

describe('The catalogue', () => {
  it('has each entry once, in the order of the alphabet', () => {
    const names = catalogue.map(({ name }) => name);
    const todo = 'sort the list of src/scenarios/catalogue/index.ts, each entry once';
    expect(names, todo).to.deep.equal([...new Set(names)].toSorted());
  });

  it('has every entry that there is', () => {
    const exported = topics.flatMap((topic) =>
      [
        ...readFileSync(`src/scenarios/catalogue/entries/${topic}.ts`, 'utf8').matchAll(
          /^export const \w+: Entry = \{\n {2}name: '(.+)'/gm,
        ),
      ].map(([, name]) => name),
    );
    holdsListed(
      'the list of src/scenarios/catalogue/index.ts',
      catalogue.map(({ name }) => name),
      exported.flatMap((name) => name ?? []),
    );
  });

  it('cites the page about the real controller for each', () => {
    for (const { name, source } of catalogue)
      expect(source, `the source of src/scenarios/catalogue/entries/${name}.ts`).to.match(
        /^docs\/real-controller\.md §\d+/,
      );
  });

  it('has a naive and a careful client for each', () => {
    const tests = topics.map((topic) => readFileSync(`test/scenarios/catalogue/entries/${topic}.test.ts`, 'utf8'));
    const checked = tests.flatMap((text) => [...text.matchAll(/^checkEntry\((\w+),/gm)].map(([, entry]) => entry));
    expect(checked).to.have.members(catalogue.map(({ name }) => camelCase(name)));
  });

  it('can be played, each entry with its quirks and revision', async () => {
    for (const entry of catalogue) {
      expect(() => toScenario(entry.scenario), entry.name).not.to.throw();
      await using fake = await FakeController.start(optionsOf(entry));
      expect(fake.revision).to.equal(entry.revision ?? defaultRevision);
      expect(isWithin(entry, fake.revision), entry.name).to.equal(true);
    }
  });
});
