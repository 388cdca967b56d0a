import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect } from 'chai';
import { ran } from '../runners/ran.js';
import { runCli } from './run-cli.js';

describe('buildx-testkit init', function () {
  // Each starts a runner.
  this.timeout('30s');
  const home = mkdtempSync(join(tmpdir(), 'init-'));
  after(() => rmSync(home, { recursive: true }));

  /** A project in which this package and the runners are links. */
  function project(name: string, manifest: object, files: readonly string[] = []): string {
    const directory = join(home, name);
    mkdirSync(join(directory, 'node_modules'), { recursive: true });
    symlinkSync(resolve('.'), join(directory, 'node_modules/buildx-testkit'));
    for (const runner of ['mocha', 'vitest']) {
      symlinkSync(resolve('node_modules', runner), join(directory, 'node_modules', runner));
    }
    writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
    for (const file of files) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), '{}');
    }
    return directory;
  }

  const passing: readonly (readonly [name: string, manifest: object, run: string, said: RegExp])[] = [
    ['node:test, modules', { type: 'module' }, 'node --test test/first-build.test.js', /^(?:#|ℹ) pass 1$/m],
    ['node:test, CommonJS', {}, 'node --test test/first-build.test.js', /^(?:#|ℹ) pass 1$/m],
    [
      'mocha, modules',
      { type: 'module', devDependencies: { mocha: '12' } },
      'npx mocha test/first-build.test.js',
      /1 passing/,
    ],
    ['mocha, CommonJS', { scripts: { test: 'mocha' } }, 'npx mocha test/first-build.test.js', /1 passing/],
    ['vitest', { devDependencies: { vitest: '4' } }, 'npx vitest run test/first-build.test.mjs', /1 passed/],
  ];
  for (const [name, manifest, run, said] of passing) {
    it(`${name}: what it writes passes with the command that it says`, async () => {
      const directory = project(name.replaceAll(/\W+/g, '-'), manifest);
      const { code, out } = await runCli(['init', '--dir', directory]);
      expect(code).to.equal(0);
      expect(out).to.include(`run it:   cd ${directory} && ${run}\n`);
      const [program = '', ...args] = run.replace(/^npx /, '').split(' ');
      const { code: ended, output } = await ran(directory, program, ...args);
      expect(output).to.match(said);
      expect(ended).to.equal(0);
    });
  }

  it('says what is still to be installed', async () => {
    const directory = project('bare', {});
    const { out } = await runCli(['init', '--runner', 'vitest', '--dir', directory]);
    expect(out).to.include('npm install --save-dev buildx-testkit vitest\n');
    const whole = project('whole', { devDependencies: { 'buildx-testkit': '0', vitest: '4' } });
    expect((await runCli(['init', '--dir', whole])).out).not.to.include('install:');
  });

  it('writes where the tests of the project are', async () => {
    const directory = project('tests', {}, ['tests/x']);
    await runCli(['init', '--dir', directory]);
    expect(existsSync(join(directory, 'tests/first-build.test.js'))).to.equal(true);
  });

  it('overwrites nothing', async () => {
    const directory = project('twice', {}, ['test/first-build.test.js']);
    const { code, err } = await runCli(['init', '--dir', directory]);
    expect(code).to.equal(2);
    expect(err).to.include('first-build.test.js is there already, and stays as it is');
    expect(readFileSync(join(directory, 'test/first-build.test.js'), 'utf8')).to.equal('{}');
  });

  it('refuses a directory without a package.json that can be read', async () => {
    expect((await runCli(['init', '--dir', join(home, 'none')])).err).to.match(
      /cannot read .*"npm init --yes" makes one/,
    );
    const directory = project('broken', {});
    writeFileSync(join(directory, 'package.json'), '{');
    const { code, err } = await runCli(['init', '--dir', directory]);
    expect([code, err.includes('is no JSON')]).to.deep.equal([2, true]);
  });
});
