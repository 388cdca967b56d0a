import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCli } from './run-cli.js';

describe('buildx-testkit doctor', () => {
  const directory = mkdtempSync(join(tmpdir(), 'doctor-'));
  const docker = join(directory, 'docker-buildx');
  // Nothing of the machine that runs the test is asked.
  const bare = { DOCKER_HOST: `unix://${directory}/none.sock`, BUILDX_TESTKIT_BUILDX: docker };

  before(() => writeFileSync(docker, '#!/bin/sh\necho github.com/docker/buildx v0.99.0 abc\n', { mode: 0o755 }));
  after(() => rmSync(directory, { recursive: true }));

  it('says of each thing in a line how it is, and in another what to do about it', async () => {
    const { code, out, err } = await runCli(['doctor'], bare);
    expect([code, err]).to.deep.equal([0, '']);
    expect(out).to.match(
      new RegExp(`^ok {7}node +${process.versions.node.replaceAll('.', '\\.')}, wanted is >=20\\.19$`, 'm'),
    );
    expect(out).to.match(/^ok {7}sockets +sockets in .* have paths of \d+ bytes/m);
    expect(out).to.match(/^(?:ok {5}|missing) {2}privileges +(?:root|user \d+)/m);
    expect(out).to.match(
      /^bad {6}engine +unix:\/\/.*none\.sock does not answer: .*ENOENT.*\n {25}for a real controller/m,
    );
    expect(out).to.match(/^missing {2}image +no engine to ask\n {25}\S/m);
    expect(out).to.match(/^ok {7}docker-buildx +v0\.99\.0, \/.*docker-buildx$/m);
    expect(out).to.match(/^ok {7}testcontainers +\d+/m);
  });

  it('ends with 2 when something that everybody needs will not do', async () => {
    const { code, out } = await runCli(['doctor'], { ...bare, TMPDIR: `/tmp/${'d'.repeat(80)}` });
    expect(out).to.match(/^bad {6}sockets .*\n {25}set TMPDIR to a shorter path/m);
    expect(code).to.equal(2);
  });

  it('--json prints the same for programs', async () => {
    const { code, out } = await runCli(['doctor', '--json'], bare);
    const { good, findings } = JSON.parse(out) as { good: boolean; findings: { name: string; state: string }[] };
    expect([code, good]).to.deep.equal([0, true]);
    const states = new Map(findings.map(({ name, state }) => [name, state]));
    expect(states).to.have.lengthOf(findings.length);
    expect(states.get('engine')).to.equal('bad');
    expect(states.get('docker-buildx')).to.equal('ok');
  });
});
