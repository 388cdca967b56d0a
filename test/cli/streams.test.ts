import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ControllerClient } from '../../src/client/controller-client.js';
import { spawnCli } from './run-cli.js';
import { Serving } from './serving.js';

const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

/** Every write to it fails: there is no space left on the device. */
const full = '/dev/full';

describe('A stream that fails', function () {
  let directory = '';
  before(function () {
    if (!existsSync(full)) this.skip();
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
  });
  after(() => {
    if (directory !== '') rmSync(directory, { recursive: true, force: true });
  });

  /** What ends with this, with files of its own in our directory. */
  async function run(args: readonly string[], stdout: 'pipe' | number, stderr: 'pipe' | number = 'pipe') {
    const env = { ...process.env, TMPDIR: directory };
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', stdout, stderr], env });
    const texts = { out: '', err: '' };
    child.stdout?.on('data', (text) => (texts.out += String(text)));
    child.stderr?.on('data', (text) => (texts.err += String(text)));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...texts };
  }

  /** The file that a message names. */
  const savedBy = (text: string): string => readFileSync(/it is in (\S+)/.exec(text)?.[1] ?? expect.fail(text), 'utf8');

  it('is a file that cannot be written, and what was to go to stdout is saved', async () => {
    const { code, err } = await run(['conformance', '--list'], openSync(full, 'w'));
    expect(err).to.match(/^buildx-testkit: cannot write to standard output: no space left on device; it is in /);
    expect(code).to.equal(2);
    expect(savedBy(err)).to.match(/^INFO-001 MUST /);
  });

  it('takes nothing from the other reports, and what was to be in it is saved', async () => {
    const tap = join(directory, 'report.tap');
    const reports = ['--report', `json=${full}`, '--report', `tap=${tap}`];
    const { code, out, err } = await run(['conformance', '--only', 'INFO-001', ...reports], 'pipe');
    expect(code).to.equal(2);
    expect(out).to.match(/^1 requirement in .*: 1 pass$/m);
    expect(err).to.match(/^buildx-testkit: cannot write the report \/dev\/full: no space left on device; it is in /);
    expect(JSON.parse(savedBy(err))).to.have.property('summary');
    expect(readFileSync(tap, 'utf8')).to.match(/^ok 1 - INFO-001 /m);
  });

  it('changes nothing where only people read it', async () => {
    const { code, out } = await run(['conformance', '--only', 'INFO-001'], 'pipe', openSync(full, 'w'));
    expect([code, out.includes('1 pass')]).to.deep.equal([0, true]);
  });

  it('lets serve go on without the journal, which goes on elsewhere', async () => {
    const serving = await Serving.start('serve', '--journal', full);
    const client = ControllerClient.connect(serving.address);
    await client.rpc.info();
    const line = await serving.err.find((text) => text.startsWith('cannot write the journal'));
    await client.rpc.list();
    await client.close();
    expect(await serving.interrupt()).to.equal(2);
    const file = /no space left on device; it goes on in (\S+)$/.exec(line)?.[1] ?? expect.fail(line);
    const numbers = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((json) => (JSON.parse(json) as { n: number }).n);
    rmSync(dirname(file), { recursive: true });
    expect(numbers).to.have.length.of.at.least(7);
    expect(numbers).to.deep.equal(numbers.map((_, i) => i + 1));
  });

  it('lets serve go on when nobody reads its lines any more', async () => {
    const serving = await Serving.start('serve');
    serving.child.stderr.destroy();
    const client = ControllerClient.connect(serving.address);
    // A line each, the first of which finds out.
    for (let call = 0; call < 5; call++) await client.rpc.list();
    await client.close();
    expect(await serving.interrupt()).to.equal(0);
  });

  it('has conformance end as it would when nobody reads how far it is', async () => {
    const child = spawnCli(['conformance', '--only', 'INFO-001']);
    child.stderr.destroy();
    let out = '';
    child.stdout.on('data', (text) => (out += String(text)));
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, out.includes('1 pass')]).to.deep.equal([0, true]);
  });

  it('ends quietly when the reader has read enough', async () => {
    const child = spawnCli(['conformance', '--list']);
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (text) => (err += String(text)));
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, err]).to.deep.equal([0, '']);
  });

  it('takes nothing from counterexamples: all are saved', async () => {
    const counterexamples = join(directory, 'counterexamples');
    mkdirSync(counterexamples);
    symlinkSync(full, join(counterexamples, 'PAYLOAD-026.replay.json'));
    const broken = ['--mutant', 'config-digest-lost', '--only', 'BUILD-002,PAYLOAD-026', '--runs', '1'];
    const second = await run(['conformance', ...broken, '--counterexamples', counterexamples], 'pipe');
    const [, place = ''] =
      /^buildx-testkit: cannot write counterexamples to \S+: no space left on device; they are in (\S+)$/m.exec(
        second.err,
      ) ?? expect.fail(second.err);
    expect(second.code).to.equal(2);
    expect(second.out).to.include(join(place, 'PAYLOAD-026.replay.json'));
    expect(JSON.parse(readFileSync(join(place, 'PAYLOAD-026.replay.json'), 'utf8'))).to.include.keys('schema');
  }).timeout('20s');

  for (const [verb, args] of [
    ['conformance merge', ['conformance', 'merge', 'SHARD']],
    ['scenarios list', ['scenarios', 'list']],
    ['scenarios show', ['scenarios', 'show', 'two-subscribers']],
    ['--help', ['--help']],
    ['--version', ['--version']],
  ] as const) {
    it(`of ${verb} is a file that cannot be written, and what was to be in it is saved`, async () => {
      const shard = join(directory, 'shard.json');
      const half = ['--only', 'INFO-001', '--seed', '1', '--shard', '1/1', '--report', `json=${shard}`];
      if (verb === 'conformance merge') await run(['conformance', ...half], 'pipe');
      const { code, err } = await run(
        args.map((arg) => arg.replace('SHARD', shard)),
        openSync(full, 'w'),
      );
      expect(code, err).to.equal(2);
      expect(savedBy(err)).to.not.equal('');
    }).timeout('20s');
  }
});
