import { expect } from 'chai';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/conformance/engine/report.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { runCli, spawnCli } from './run-cli.js';

describe('buildx-testkit conformance --budget', () => {
  it('goes on until the time is up, and says how often it began anew', async () => {
    const { code, out, err } = await runCli([
      'conformance',
      '--only',
      'LIST-001,XPORT-012',
      '--runs',
      '2',
      '--budget',
      '300ms',
    ]);
    expect(code, out).to.equal(0);
    const [, seconds, rounds] =
      /^2 requirements in ([\d.]+) s and (\d+) rounds: 2 pass$/m.exec(out) ?? expect.fail(out);
    expect(Number(seconds)).to.be.at.least(0.3);
    expect(Number(rounds)).to.be.greaterThan(2);
    expect(out).to.match(new RegExp(`^LIST-001 +MUST +pass +${2 * Number(rounds)} `, 'm'));
    expect(err).to.equal('');
  });
});

describe('buildx-testkit conformance, interrupted', () => {
  let directory = '';
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends on ${signal} with the report of what was checked until then`, async () => {
      await using fake = await FakeController.start({ clock: 'real' });
      const address = await fake.listen();
      const file = join(directory, `${signal}.json`);
      // Enough calls that at least one requirement is done, and a round of new input is going on.
      const busy = new Promise<void>((resolve) => {
        let calls = 0;
        fake.journal.onEntry(({ kind }) => {
          if (kind === 'open' && ++calls === 200) resolve();
        });
      });
      const flags = ['--target', address, '--only', 'INFO-001,LIST-001', '--runs', '5', '--budget', '10m'];
      const child = spawnCli(['conformance', ...flags, '--report', `json=${file}`]);
      const texts: string[] = [];
      child.stdout.on('data', (text) => texts.push(String(text)));
      await busy;
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number | null];
      expect(code).to.equal(5);
      expect(texts.join('')).to.match(/^the run ended early: it was interrupted$/m);
      const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
      expect(report.endedEarly).to.deep.equal({ cause: 'interrupted', reason: 'it was interrupted' });
      expect(report.requirements.map(({ id, verdict }) => [id, verdict])).to.deep.equal([
        ['INFO-001', 'pass'],
        ['LIST-001', 'pass'],
      ]);
    });
  }

  it('hears of it also where target and suite share one process', async () => {
    const child = spawnCli(['conformance', '--only', 'INFO-001,LIST-001', '--runs', '2', '--budget', '10m']);
    let out = '';
    child.stdout.on('data', (text) => (out += String(text)));
    // It is under way when it says for the first time how far it is.
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(out).to.match(/^the run ended early: it was interrupted$/m);
    expect(code).to.equal(5);
  }).timeout('20s');

  it('ends though the target hangs', async () => {
    await using fake = await FakeController.start({
      clock: 'real',
      scenario: { faults: [{ rpc: 'List', times: 'always', do: { stall: 'response' } }] },
    });
    const address = await fake.listen();
    const asked = new Promise<void>((resolve) => {
      fake.journal.onEntry(({ kind, rpc }) => {
        if (kind === 'open' && rpc === 'List') resolve();
      });
    });
    const child = spawnCli(['conformance', '--target', address, '--only', 'LIST-001', '--timeout', '10m']);
    child.stdout.resume();
    await asked;
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).to.equal(5);
  });
});
