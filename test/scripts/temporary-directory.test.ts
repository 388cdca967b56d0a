import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { ran, type Ran } from '../runners/ran.js';

const leaves = (name: string) => `import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
it('passes', () => { mkdtempSync(tmpdir() + '/${name}-'); });
`;

describe('The directory that a run of the tests has for what is temporary', () => {
  let project = '';
  const outer = tmpdir();

  beforeEach(() => {
    project = mkdtempSync(join(outer, 'run-'));
    mkdirSync(join(project, 'tmp'));
    process.env['TMPDIR'] = join(project, 'tmp');
    writeFileSync(join(project, 'leaves.mjs'), leaves('buildx-testkit'));
    writeFileSync(join(project, 'tidy.mjs'), leaves('of-a-test'));
    writeFileSync(join(project, 'broken.mjs'), "import 'nobody-has-this';\n");
  });

  afterEach(() => {
    process.env['TMPDIR'] = outer;
    rmSync(project, { recursive: true });
  });

  async function run(...args: readonly string[]): Promise<Ran> {
    const required = resolve('scripts/test/temporary-directory.js');
    const result = await ran(project, 'mocha', '--no-config', '--require', required, ...args);
    expect(readdirSync(join(project, 'tmp')), 'what is left of the run').to.deep.equal([]);
    return result;
  }

  for (const args of [[], ['--parallel', '--jobs', '2']])
    it(`tells what the package left there: mocha ${args.join(' ')}`, async () => {
      const { code, output } = await run(...args, 'tidy.mjs', 'leaves.mjs');
      expect(output).to.match(/2 passing[\s\S]*left behind in .*: buildx-testkit-\w{6};/);
      expect(code).to.equal(0);
    });

  it('goes with a run that could not begin, too', async () => {
    const { code, output } = await run('broken.mjs');
    expect(output).to.include('nobody-has-this');
    expect(code).to.equal(1);
  });

  it('tells nothing of what tests have made', async () => {
    const { code, output } = await run('tidy.mjs');
    expect(output).to.not.include('left behind');
    expect(code).to.equal(0);
  });
});
