import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { resolveScenario } from '../../src/cli/resolve-scenario.js';
import { catalogue, catalogueEntry, loadScenario, parseScenario, toScenario } from '../../src/scenarios/index.js';
import { UnknownEntryError } from '../../src/scenarios/catalogue/unknown-entry-error.js';
import { runCli } from './run-cli.js';

describe('buildx-testkit scenarios list', () => {
  it('has a line for each scenario: its name, and then what happens', async () => {
    const { code, out, err } = await runCli(['scenarios', 'list']);
    expect([code, err]).to.deep.equal([0, '']);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).to.deep.equal([
      ...catalogue.map(({ name }) => name),
      'recorded/failing-build',
      'recorded/good-build',
      'recorded/interactive-shell',
    ]);
    for (const [i, { title }] of catalogue.entries())
      expect(lines[i])
        .to.match(/^\S+ +\S/)
        .and.contain(title);
    expect(lines.at(-2)).to.match(/ {2}A .+ in a session with buildx /);
  });
});

describe('buildx-testkit scenarios show', () => {
  it('prints a file that says what it is, where it is from, what a good client does and how to play it', async () => {
    const { code, out } = await runCli(['scenarios', 'show', 'death-by-cancelled-stalled-build']);
    expect(code).to.equal(0);
    expect(out).to.match(/^# death-by-cancelled-stalled-build\n#\n# A Build that is cancelled/);
    expect(out).to.match(/^# Source: docs\/real-controller\.md §5\.4/m);
    expect(out).to.match(/^# A good client: Reads Status/m);
    expect(out).to.match(/^# To play it: buildx-testkit serve death-by-cancelled-stalled-build --revision 0\.11$/m);
  });

  it('prints each as a file that plays the same', async () => {
    // But for the one that is meant to be large.
    for (const { name, title, scenario } of catalogue.filter((entry) => entry.name !== 'ten-thousand-vertices')) {
      const { out } = await runCli(['scenarios', 'show', name]);
      const read = parseScenario(out, { format: 'yaml' });
      expect(read, name).to.deep.equal(toScenario({ name, description: title, ...scenario }));
    }
  });

  it('names a quirk that is off by default', async () => {
    const { out } = await runCli(['scenarios', 'show', 'unnoticed-exit']);
    expect(out).to.match(/--quirks (\S+,)?unnoticed-exit\b/);
  });

  it('prints a recorded session as it was written', async () => {
    const { out } = await runCli(['scenarios', 'show', 'recorded/good-build']);
    const directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
    const file = join(directory, 'shown.yaml');
    writeFileSync(file, out);
    try {
      expect(await loadScenario(file)).to.deep.equal((await resolveScenario('recorded/good-build')).scenario);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('says which name was probably meant', async () => {
    const { code, err } = await runCli(['scenarios', 'show', 'two-subscriber']);
    expect(code).to.equal(2);
    expect(err).to.equal(
      'buildx-testkit: no scenario is named "two-subscriber" (did you mean two-subscribers?): "buildx-testkit scenarios list" tells all\n',
    );
  });
});

describe('A name of the catalogue', () => {
  it('can be served', async () => {
    const { scenario, file } = await resolveScenario('two-inputs');
    expect(file).to.equal(undefined);
    expect(scenario.builds).to.have.length(2);
  });

  it('gives its entry', () => {
    expect(catalogueEntry('two-inputs').careful).to.equal('Sends stdin over one Input.');
    expect(() => catalogueEntry('two-input')).to.throw(UnknownEntryError, 'did you mean two-inputs?');
  });
});
