import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultFixtures } from '../../src/conformance/fixtures/default-fixtures.js';
import type { BuildFixtures } from '../../src/conformance/fixtures/fixtures.js';
import { readFixtures } from '../../src/conformance/files/fixtures-file.js';
import { runCli } from './run-cli.js';
import { Serving } from './serving.js';

describe('buildx-testkit conformance fixtures', () => {
  let directory = '';
  beforeEach(() => {
    directory = join(mkdtempSync(join(tmpdir(), 'buildx-testkit-test-')), 'out');
  });
  afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

  const write = async (...flags: readonly string[]): Promise<void> => {
    expect(await runCli(['conformance', 'fixtures', '--out', directory, ...flags])).to.deep.equal({
      code: 0,
      out: `wrote ${directory}: see ${directory}/README.md\n`,
      err: '',
    });
  };

  it('writes a fixtures file whose contexts are in that directory', async () => {
    await write();
    const { builds, programs } = await readFixtures(join(directory, 'fixtures.yaml'));
    expect(programs).to.deep.equal(defaultFixtures.programs);
    expect(Object.keys(builds)).to.deep.equal(Object.keys(defaultFixtures.builds));
    expect(builds.readsStdin).to.deep.equal({ contextPath: '-' });
    for (const { contextPath = '' } of [
      builds.succeeds,
      builds.failsInStep!,
      builds.warns!,
      builds.logs!,
      builds.takesLong!,
      builds.showsOptions!,
    ]) {
      expect(contextPath).to.match(new RegExp(`^${directory}/fixtures/`));
      expect(readFileSync(join(contextPath, 'Dockerfile'), 'utf8')).to.match(/^FROM scratch/);
    }
  });

  it('says where the controller sees them', async () => {
    await write('--path', '/srv/conformance');
    const { builds } = await readFixtures(join(directory, 'fixtures.yaml'));
    expect(builds.takesLong).to.deep.equal({ contextPath: '/srv/conformance/fixtures/long', noCacheFilter: ['long'] });
    const contextPath = '/srv/conformance/fixtures/options';
    expect(builds.seesContext).to.deep.equal({ contextPath, namedContexts: { other: `${contextPath}/other` } });
    expect(builds.seesSecret?.secrets).to.deep.equal([{ id: 'word', filePath: `${contextPath}/secret` }]);
  });

  it('says what each must do', async () => {
    await write();
    const readme = readFileSync(join(directory, 'README.md'), 'utf8');
    const names = [...Object.keys(defaultFixtures.builds), ...Object.keys(defaultFixtures.programs!)];
    for (const name of names)
      expect(readme, `the README of src/cli/conformance/export-fixtures.ts has no row for ${name}`).to.match(
        new RegExp(`^\\| \`${name}\` \\| [a-z].{20,} \\|$`, 'm'),
      );
  });

  it('brings what gives each context a root file system', async () => {
    await write();
    // Stands for a static busybox, of which only --list is asked.
    const busybox = join(directory, 'busybox');
    execFileSync('sh', ['-c', `printf '#!/bin/sh\necho busybox cat sh emit' >"${busybox}"; chmod +x "${busybox}"`]);
    execFileSync(join(directory, 'lay-out-fixtures'), [busybox, directory]);
    for (const context of readdirSync(join(directory, 'fixtures'))) {
      const bin = join(directory, 'fixtures', context, 'rootfs/bin');
      expect(readdirSync(bin)).to.deep.equal(['busybox', 'cat', 'emit', 'sh']);
      expect(existsSync(join(bin, 'cat'))).to.equal(true);
      expect(readFileSync(join(bin, 'emit'), 'utf8')).to.contain('seq');
      expect(statSync(join(bin, 'emit')).mode & 0o111).not.to.equal(0);
    }
  });

  // Apart, because each fixture that is needed is tried first.
  const asking: Readonly<Record<string, { readonly only: string; readonly builds: readonly (keyof BuildFixtures)[] }>> =
    {
      'builds end': {
        only: 'BUILD-002,BUILD-004,BUILD-005,INPUT-005,PAYLOAD-014,PAYLOAD-015,DISC-009,DISC-010',
        builds: ['succeeds', 'failsInStep', 'failsEarly', 'warns', 'logs', 'graph', 'takesLong', 'readsStdin'],
      },
      'builds show their options': {
        only: 'OPTION-001,OPTION-004,OPTION-005,OPTION-007',
        builds: ['showsOptions', 'seesContext', 'seesSecret', 'seesAgent'],
      },
      'programs run': { only: 'PROC-007,PROC-036', builds: ['configured'] },
    };
  for (const [what, { only, builds }] of Object.entries(asking)) {
    it(`writes a scenario for the fake, in which ${what} as the fixtures file says`, async () => {
      await write();
      const [scenario, journal] = [join(directory, 'scenario.yaml'), join(directory, 'journal')];
      const serving = await Serving.start('serve', scenario, '--quirks', 'none', '--journal', journal);
      try {
        const fixtures = ['--fixtures', join(directory, 'fixtures.yaml')];
        const flags = ['--target', serving.address, '--only', only, '--runs', '1', '--strict'];
        const { code, out } = await runCli(['conformance', ...flags, ...fixtures]);
        expect(code, out).to.equal(0);
        expect(out).not.to.contain('skipped');
        const file = await readFixtures(join(directory, 'fixtures.yaml'));
        for (const name of builds) {
          const options = file.builds[name];
          expect(options).to.be.an('object');
          const { contextPath } = options as { readonly contextPath?: string };
          expect(readFileSync(journal, 'utf8')).to.contain(`"${contextPath}"`);
        }
      } finally {
        await serving.interrupt();
      }
    });
  }

  it('asks for every build that the fixtures file has', () => {
    const asked = Object.values(asking).flatMap(({ builds }) => builds);
    expect([...asked, 'stdinDockerfile'].toSorted()).to.deep.equal(Object.keys(defaultFixtures.builds).toSorted());
  });
});
