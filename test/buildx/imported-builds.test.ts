import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeBuildKit, importBuild, withBuildx } from '../../src/index.js';
import { rawBuilds, recordedText } from '../scenarios/import/recorded.js';
import { relativeEvents } from '../scenarios/import/relative-events.js';
import { needsBuildx } from './needs-buildx.js';

describe('a real build that was imported, shown by the real docker-buildx', function () {
  this.timeout('60s');
  let program = '';
  let context = '';
  before(function () {
    program = needsBuildx(this);
    context = mkdtempSync(join(tmpdir(), 'context-'));
    writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\n');
  });
  after(() => rmSync(context, { recursive: true, force: true }));

  for (const name of rawBuilds) {
    it(`has the same events in the same order at the same relative times: ${name}`, async () => {
      const text = recordedText(`${name}.rawjson`);
      const { scenario } = await importBuild(text, { exact: true });
      await using fake = await FakeBuildKit.start({ scenario });
      await using buildx = await withBuildx(fake, { program });
      const { stderr, exitCode } = await buildx.run(['build', '--progress', 'rawjson', '.'], { cwd: context });
      expect(exitCode).to.equal(name === 'failure' ? 1 : 0);
      expect(relativeEvents(stderr)).to.deep.equal(relativeEvents(text));
    });
  }

  it('fails as it did, with the excerpt of a Dockerfile that is not there any more', async () => {
    const { scenario } = await importBuild(recordedText('failure.rawjson'));
    await using fake = await FakeBuildKit.start({ scenario });
    await using buildx = await withBuildx(fake, { program });
    const { stderr, exitCode } = await buildx.run(['build', '--progress', 'plain', '.'], { cwd: context });
    expect(exitCode).to.equal(1);
    expect(stderr).to.include(
      '   3 | >>> RUN ["/bin/sh", "-c", "echo compiling; echo \'main.c:3: error\' >&2; exit 7"]\n',
    );
    expect(stderr).to.match(/failed to solve: process .* did not complete successfully: exit code: 7\n$/);
  });
});
