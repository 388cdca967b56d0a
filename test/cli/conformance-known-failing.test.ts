import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rewriteKnownFailing } from '../../src/cli/conformance/rewrite-known-failing.js';
import { readKnownFailing } from '../../src/conformance/files/known-failing-file.js';
import { reportOf } from '../conformance/engine/report-of.js';
import { runCli } from './run-cli.js';

const stale = "- id: INFO-001\n  signature: 'x'\n  reason: It is known.\n";

describe('buildx-testkit conformance --update-known-failing', () => {
  let directory = '';
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  const run = async (file: string, ...flags: readonly string[]) =>
    runCli([
      'conformance',
      '--runs',
      '1',
      '--known-failing',
      file,
      '--update-known-failing',
      '--timeout',
      '1s',
      ...flags,
    ]);

  it('takes out what passed, and ends as the run did', async () => {
    const file = join(directory, 'known.yaml');
    writeFileSync(file, `# Ours.\n\n${stale}`);
    const { code, out } = await run(file);
    expect(code, out).to.equal(1);
    expect(out).to.match(/^INFO-001 stale: /m);
    expect(out).to.contain(`\n${file} is rewritten: removed INFO-001\n`);
    expect(readFileSync(file, 'utf8')).to.equal('# Ours.\n\n[]\n');
  });

  for (const [flag, value] of [
    ['only', 'INFO-001'],
    ['skip', 'INFO-001'],
    ['level', 'must'],
    ['shard', '1/2'],
  ] as const) {
    it(`does so only after a run of everything: not with --${flag}`, async () => {
      const file = join(directory, 'part.yaml');
      writeFileSync(file, stale);
      const { code, err } = await run(file, `--${flag}`, value, '--seed', '1');
      expect({ code, err }).to.deep.equal({
        code: 2,
        err: `buildx-testkit: --update-known-failing wants a run of everything: leave --${flag} out\n`,
      });
      expect(readFileSync(file, 'utf8')).to.equal(stale);
    });
  }
});

describe('The known-failing file of a run', () => {
  let file = '';
  beforeEach(() => {
    file = join(mkdtempSync(join(tmpdir(), 'buildx-testkit-test-')), 'known.yaml');
  });
  afterEach(() => rmSync(dirname(file), { recursive: true, force: true }));

  const counterexample = {
    seed: 1,
    path: '',
    value: null,
    what: 'the refs',
    expected: '',
    seen: '',
    steps: [],
    journal: [],
  };
  const failed = reportOf([{ id: 'LIST-001', verdict: 'violated', counterexample }]);

  it('is made where there is none, and says what is to be explained', async () => {
    expect(await rewriteKnownFailing(file, failed)).to.equal(
      `${file} is rewritten: added LIST-001; put the reason where it says "TODO: why"`,
    );
    expect((await readKnownFailing(file))[0]).to.include({ id: 'LIST-001', reason: 'TODO: why' });
  });

  it('is left alone by a run that ended early', async () => {
    const endedEarly = { cause: 'interrupted', reason: 'it was interrupted' } as const;
    expect(await rewriteKnownFailing(file, { ...failed, endedEarly })).to.equal(
      `${file} stays as it is: the run ended early`,
    );
    expect(existsSync(file)).to.equal(false);
  });

  it('is not made for nothing', async () => {
    expect(await rewriteKnownFailing(file, reportOf([{}]))).to.equal(`${file} stays as it is: it lists what failed`);
    expect(existsSync(file)).to.equal(false);
  });
});
