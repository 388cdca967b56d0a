import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { holdsListed } from '../../listed.js';
import { defaultRevision, isWithin } from '../../../src/protocol/revision.js';
import { FakeBuildKit, FakeController, toScenario } from '../../../src/index.js';
import { catalogue } from '../../../src/scenarios/catalogue/index.js';
import { entryCases } from '../../buildx/programs/cases/entries.js';
import { optionsOf } from './check-entry.js';

const entries = 'src/scenarios/catalogue/entries';
const files = readdirSync(entries, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const ofController = catalogue.filter(({ server }) => server === undefined);
const ofBuildKit = catalogue.filter(({ server }) => server === 'buildkit');

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
    const exported = files.flatMap((file) =>
      [...readFileSync(`${entries}/${file}`, 'utf8').matchAll(/^export const \w+: Entry = \{\n {2}name: '(.+)'/gm)].map(
        ([, name]) => name,
      ),
    );
    holdsListed(
      'the list of src/scenarios/catalogue/index.ts',
      catalogue.map(({ name }) => name),
      exported.flatMap((name) => name ?? []),
    );
  });

  it("cites the page about the real controller for each of the controller's, and BuildKit's files for each of BuildKit's", () => {
    for (const { name, source } of ofController)
      expect(source, `the source of ${name}`).to.match(/^docs\/real-controller\.md §\d+/);
    for (const { name, source } of ofBuildKit)
      expect(source, `the source of ${name}`).to.match(/^moby\/buildkit \w[\w/-]*\.(go|proto)\b/);
  });

  it("has `buildkit/` in front of BuildKit's names, and of no other", () => {
    expect(ofBuildKit.length).to.be.at.least(20);
    for (const { name, server } of catalogue)
      expect(name.startsWith('buildkit/'), name).to.equal(server === 'buildkit');
  });

  it("has a naive and a careful client for each of the controller's", () => {
    const topics = files.filter((file) => !file.includes('/')).map((file) => file.replace('.ts', ''));
    const tests = topics.map((topic) => readFileSync(`test/scenarios/catalogue/entries/${topic}.test.ts`, 'utf8'));
    const checked = tests.flatMap((text) => [...text.matchAll(/^checkEntry\((\w+),/gm)].map(([, entry]) => entry));
    expect(checked).to.have.members(ofController.map(({ name }) => camelCase(name)));
  });

  it("has a run of the real program for each of BuildKit's", () => {
    const run = entryCases.map(({ entry }) => entry.name);
    holdsListed(
      'the list of test/buildx/programs/cases/entries.ts',
      run,
      ofBuildKit.map(({ name }) => name),
    );
  });

  it('can be played, each entry with its quirks and revision', async () => {
    for (const { name, scenario } of ofBuildKit) {
      expect(() => toScenario(scenario), name).not.to.throw();
      await using _fake = await FakeBuildKit.start({ scenario });
    }
    for (const entry of ofController) {
      expect(() => toScenario(entry.scenario), entry.name).not.to.throw();
      await using fake = await FakeController.start(optionsOf(entry));
      expect(fake.revision).to.equal(entry.revision ?? defaultRevision);
      expect(isWithin(entry, fake.revision), entry.name).to.equal(true);
    }
  });
});
