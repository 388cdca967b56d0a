import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needsBuildx } from '../buildx/needs-buildx.js';
import { runCli } from './run-cli.js';

const node = process.execPath;

describe('buildx-testkit exec', () => {
  it("ends with the command's exit code, and sets the environment", async () => {
    const script =
      'process.exit(process.env.BUILDX_BUILDER === "fake" && process.env.DOCKER_HOST.endsWith("no-engine.sock") ? 7 : 8)';
    expect((await runCli(['exec', '--', node, '-e', script])).code).to.equal(7);
  });

  it('tells a command from the names before it', async () => {
    const { code, err } = await runCli(['exec', 'no-such-scenario', '--', node, '-e', '']);
    expect(code).to.equal(2);
    expect(err).to.include('no-such-scenario');
    expect((await runCli(['exec', 'two-subscribers', '--', node, '-e', ''])).code).to.equal(0);
  });

  it('says what is wrong with a command that is missing or cannot be run', async () => {
    expect(await runCli(['exec'])).to.include({ code: 2, err: 'buildx-testkit: give the command to run after --\n' });
    const { code, err } = await runCli(['exec', '--', '/no/such/program']);
    expect(code).to.equal(2);
    expect(err).to.include('cannot run /no/such/program');
  });

  it('writes every message to the file that it is given', async function () {
    const program = needsBuildx(this);
    const directory = mkdtempSync(join(tmpdir(), 'exec-'));
    try {
      const file = join(directory, 'calls.jsonl');
      const command = ['/bin/sh', '-c', `echo FROM scratch | ${program} build - 2>/dev/null`];
      expect((await runCli(['exec', '--journal', file, '--', ...command])).code).to.equal(0);
      expect(readFileSync(file, 'utf8')).to.match(/"rpc":"Control\.Solve"/);
      const { out } = await runCli(['trace', file]);
      expect(out).to.match(/^\[internal\] load build definition from .*done$/m);
      const { code, err } = await runCli(['exec', '--journal', join(directory, 'no/such'), '--', ...command]);
      expect([code, err]).to.deep.equal([
        2,
        `buildx-testkit: cannot write the journal ${join(directory, 'no/such')}: no such file or directory\n`,
      ]);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it('says what no script knew, and fails although the command succeeded', async function () {
    const program = needsBuildx(this);
    const directory = mkdtempSync(join(tmpdir(), 'exec-'));
    try {
      const scenario = join(directory, 'none.yaml');
      writeFileSync(scenario, 'builds: []\n');
      const command = (after: string) => [
        '/bin/sh',
        '-c',
        `echo FROM scratch | ${program} build - 2>/dev/null; ${after}`,
      ];
      const { code, err } = await runCli(['exec', scenario, '--', ...command('exit 0')]);
      expect(err).to.include('no script knows the build');
      expect(code).to.equal(1);
      expect((await runCli(['exec', scenario, '--', ...command('exit 9')])).code).to.equal(9);
      expect((await runCli(['exec', '--', ...command('exit 0')])).code).to.equal(0);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
