import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readFixtures, readKnownFailing, verdicts } from '../../src/conformance/index.js';

const page = readFileSync('docs/conformance.md', 'utf8');
const [fixtures, knownFailing] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1]!);

describe('The guide to the conformance suite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'guide-'));
  const file = join(directory, 'example.yaml');

  after(() => rmSync(directory, { recursive: true }));

  it('shows a fixtures file that is one', async () => {
    writeFileSync(file, fixtures!);
    expect((await readFixtures(file)).builds.succeeds).to.deep.equal({ contextPath: '/srv/fixtures/ok' });
  });

  it('shows a known-failing file that is one', async () => {
    writeFileSync(file, knownFailing!);
    expect((await readKnownFailing(file)).map(({ id }) => id)).to.deep.equal(['STATUS-012']);
  });

  it('explains every verdict', () => {
    for (const verdict of verdicts) expect(page).to.contain(`| \`${verdict}\` |`);
  });
});
