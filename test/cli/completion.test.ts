import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { programOf } from '../../src/cli/program.js';
import { runCli } from './run-cli.js';
import { verbsOf } from './verbs-of.js';

describe('buildx-testkit completion', () => {
  let script = '';
  before(async () => {
    script = (await runCli(['completion', 'bash'])).out;
  });

  /** What the real bash offers for the last of these words. */
  function offered(...words: readonly string[]): string[] {
    const asked = `${script}
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_buildx_testkit
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync('bash', ['-c', asked, 'bash', 'buildx-testkit', ...words], {
      encoding: 'utf8',
    });
    expect([status, stderr]).to.deep.equal([0, '']);
    return stdout.split('\n').filter((word) => word !== '');
  }

  it('offers the verbs at each place, all of them', () => {
    const verbs = verbsOf(programOf({ out: process.stdout, err: process.stderr, env: {} }, () => {}, []));
    for (const verb of verbs.slice(1)) expect(offered(...verb)).to.include(verb.at(-1));
    expect(offered('')).to.include.members(['conformance', 'doctor', 'init', '--version']);
  });

  it('offers what begins as the word does', () => {
    expect(offered('conformance', '--b')).to.deep.equal(['--budget', '--bail']);
    expect(offered('scenarios', 'imp')).to.deep.equal(['import']);
  });

  it('offers the options of a verb below another, and not those of that one', () => {
    expect(offered('conformance', 'merge', '--').toSorted()).to.deep.equal([
      '--counterexamples',
      '--full-messages',
      '--help',
      '--report',
    ]);
  });

  it('goes on offering options after others, and after files', () => {
    expect(offered('scenarios', 'import', 'a.json', '--ex')).to.deep.equal(['--exact']);
  });

  it('offers the values of an option or argument that are choices, and nothing else', () => {
    expect(offered('scenarios', 'import', '--format', '')).to.deep.equal(['yaml', 'json']);
    expect(offered('init', '--runner', 'm')).to.deep.equal(['mocha']);
    expect(offered('completion', '')).to.include.members(['bash', 'zsh', 'fish']);
  });

  it('leaves any other value to bash, which completes files', () => {
    expect(offered('scenarios', 'import', '--out', '')).to.deep.equal([]);
    expect(script).to.match(/^complete -o default -F _buildx_testkit buildx-testkit$/m);
  });

  for (const shell of ['zsh', 'fish']) {
    it(`has a script for ${shell} that it can read`, async function () {
      const { out } = await runCli(['completion', shell]);
      expect(out).to.include('--update-known-failing');
      const { error, status, stderr } = spawnSync(shell, ['-n'], { input: out, encoding: 'utf8' });
      if (error !== undefined) this.skip();
      expect([status, stderr]).to.deep.equal([0, '']);
    });
  }

  it('refuses a shell that it does not know', async () => {
    const { code, err } = await runCli(['completion', 'tcsh']);
    expect(code).to.equal(2);
    expect(err).to.include('Allowed choices are bash, zsh, fish');
  });
});
