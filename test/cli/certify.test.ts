import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCli } from './run-cli.js';

describe('buildx-testkit certify', function () {
  this.timeout('60s');

  it('certifies the fake against itself, and writes the page that says so', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-certify-'));
    try {
      const page = join(directory, 'page.md');
      const { code, out } = await runCli(['certify', '--target', 'fake', '--histories', '2', '--page', page]);
      expect(out).to.match(/^certified: 0 not explained, 0 stale, 0 did not come again$/m);
      expect(code).to.equal(0);
      expect(readFileSync(page, 'utf8')).to.include('# How true the fake controller is');
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it('ends with 1 where the fake is broken, and says how to see it again', async () => {
    const broken = ['certify', '--target', 'fake', '--mutant', 'list-doubles'];
    const { code, out } = await runCli([...broken, '--replay', '0', '--seed', '3']);
    expect(code).to.equal(1);
    expect(out).to.include('fake: ["<session 0>","<session 0>"]').and.include('real: ["<session 0>"]');
    expect(out).to.include('again: buildx-testkit certify --target fake --mutant list-doubles --seed 3 --replay 0');
  });

  for (const [args, problem] of [
    [['--replay', 'x'], /bad --replay "x": give a history such as 12 or 12:0:3/],
    [['--histories', '0'], /bad --histories "0": give a whole number of 1 or more/],
    [['--target', 'fake', '--mutant', 'no-such'], /no mutant "no-such"/],
  ] as const) {
    it(`ends with 2 for ${args.join(' ')}`, async () => {
      const { code, err } = await runCli(['certify', ...args]);
      expect(code).to.equal(2);
      expect(err).to.match(problem);
    });
  }

  it('ends with 3 where nothing answers', async () => {
    const { code } = await runCli(['certify', '--target', 'unix:///no/such.sock', '--timeout', '200ms']);
    expect(code).to.equal(3);
  });
});
