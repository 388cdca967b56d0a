import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { readKnownFailing } from '../../../src/conformance/files/known-failing-file.js';
import { signaturePattern } from '../../../src/conformance/engine/run/known-failing.js';
import { requirements } from '../../../src/conformance/requirements/index.js';

const directory = 'test/real';
const files = readdirSync(directory).filter((name) => /^known-failing-.+\.yaml$/.test(name));

describe('the known-failing files of the real servers', () => {
  for (const name of files) {
    it(`${name}: each entry is a SHOULD, once, with a signature that can be read and a section`, async () => {
      const known = await readKnownFailing(`${directory}/${name}`);
      const levels = known.map(({ id }) => [id, requirements.find((one) => one.id === id)?.level]);
      expect(
        levels.filter(([, level]) => level !== 'SHOULD'),
        `entries of ${directory}/${name} of another level`,
      ).to.deep.equal([]);
      expect(new Set(known.map(({ id }) => id)).size).to.equal(known.length);
      for (const { signature, reason } of known) {
        signaturePattern(signature);
        expect(reason, `each reason in ${directory}/${name} cites a section, such as (§5.2)`).to.match(/\(§/);
      }
    });
  }

  it('are in the package, and named by the guide', () => {
    const { files: shipped } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: readonly string[] };
    expect(shipped, 'files in package.json').to.include('test/real/known-failing-*.yaml');
    const guide = readFileSync('docs/conformance.md', 'utf8');
    for (const name of files)
      expect(guide, `link ${directory}/${name} in docs/conformance.md`).to.include(`../test/real/${name}`);
  });
});
