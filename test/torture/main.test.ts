import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { exercises } from '../../torture/exercises/index.js';

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const main = fileURLToPath(new URL('../../torture/main.js', import.meta.url));

function torture(...args: readonly string[]): Promise<Result> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

describe('npm run torture', function () {
  // Each starts a process or two.
  this.timeout('60s');
  const directory = mkdtempSync(join(tmpdir(), 'torture-test-'));
  after(() => rmSync(directory, { recursive: true }));

  it('lists the exercises, name first', async () => {
    const { code, out } = await torture('--list');
    expect(code).to.equal(0);
    expect(out.split('\n').map((line) => line.split(' ')[0])).to.deep.equal([...exercises.map(({ name }) => name), '']);
  });

  it('runs one in a process of its own, and writes a table and the data', async () => {
    const file = join(directory, 'a.json');
    const { code, out, err } = await torture('--only', 'lifetimes', '--seed', '7', '--rounds', '1', '--json', file);
    expect(code, out).to.equal(0);
    expect(out)
      .to.match(/lifetimes .* 40 fakes .* 0 /)
      .and.to.match(/seed 7, \d+ s, Node /);
    expect(err).to.match(/^seed 7\n(.|\n)*lifetimes +\d+ s {2}40 fakes, 0 broke\n$/);
    const { outcomes } = JSON.parse(readFileSync(file, 'utf8')) as { readonly outcomes: readonly object[] };
    expect(outcomes).to.have.length(1);
    expect(outcomes[0]).to.include({ name: 'lifetimes', done: 40, broken: 0 });
  });

  it('ends with 1 when something broke, and says what shows it again', async () => {
    const { code, out } = await torture(
      '--only',
      'determinism',
      '--seed',
      '7',
      '--rounds',
      '1',
      '--node',
      '/no/such/node',
    );
    expect(code).to.equal(1);
    expect(out).to.contain('again: npm run torture -- --only determinism --seed 7 --rounds 1');
  });

  for (const [args, message] of [
    [['--only', 'frame'], 'no exercise "frame"; there are frames, '],
    [['--seconds', 'x'], 'give a whole number of 1 or more'],
    [['--nope'], "unknown option '--nope'"],
  ] as const) {
    it(`ends with 2 for ${args.join(' ')}`, async () => {
      const { code, err } = await torture(...args);
      expect(err).to.contain(message);
      expect(code).to.equal(2);
    });
  }
});
