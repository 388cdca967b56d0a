import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/conformance/engine/report.js';
import { runCli } from './run-cli.js';

/** Two that hold, and one that does not on a fake with this quirk. */
const ids = ['INFO-001', 'LIST-001', 'STATUS-006', 'XPORT-012'];
const selected = ['--only', ids.join(','), '--quirks', 'status-waits-after-build'];
const run = ['conformance', ...selected, '--timeout', '200ms', '--seed', '9', '--strict'];

describe('buildx-testkit conformance --shard', () => {
  let directory = '';
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));
  const file = (name: string): string => join(directory, name);
  const report = (name: string): Report => JSON.parse(readFileSync(file(name), 'utf8')) as Report;
  const verdicts = ({ requirements }: Report): unknown[] => requirements.map(({ id, verdict }) => [id, verdict]);

  it('divides a run, and merge makes one report of the parts, with the exit code of the whole', async () => {
    const codes = [];
    for (const i of [1, 2, 3]) {
      codes.push((await runCli([...run, '--shard', `${i}/3`, '--report', `json=${file(`${i}.json`)}`])).code);
    }
    expect(codes.toSorted((a, b) => a - b)).to.deep.equal([0, 0, 1]);
    expect(report('2.json').shard).to.deep.equal({ index: 2, of: 3, selected: ids });
    const whole = await runCli([...run, '--report', `json=${file('whole.json')}`]);

    const parts = ['1.json', '2.json', '3.json'].map(file);
    const merged = await runCli(['conformance', 'merge', ...parts, '--report', `json=${file('merged.json')}`]);
    expect(merged.code).to.equal(1).and.equal(whole.code);
    expect(merged.err).to.equal('');
    expect(merged.out).to.match(/^STATUS-006 violated \(SHOULD\): /m);
    expect(verdicts(report('merged.json'))).to.deep.equal(verdicts(report('whole.json')));
    expect(report('merged.json').summary).to.deep.equal(report('whole.json').summary);
  });

  it('names the file of a report that is missing or of another run', async () => {
    const part = async (name: string, ...flags: readonly string[]): Promise<string> => {
      const only = ['--only', 'INFO-001,LIST-001', '--report', `json=${file(name)}`];
      expect((await runCli(['conformance', ...only, ...flags])).code).to.equal(0);
      return file(name);
    };
    const one = await part('a.json', '--shard', '1/2', '--seed', '1');
    const other = await part('b.json', '--shard', '2/2', '--seed', '2');
    const merged = async (...files: readonly string[]) => runCli(['conformance', 'merge', ...files]);
    expect(await merged(one)).to.deep.equal({
      code: 2,
      out: '',
      err: `buildx-testkit: ${one}: shard 2 of 2 is not among them: name the reports of all shards\n`,
    });
    expect(await merged(one, other)).to.deep.equal({
      code: 2,
      out: '',
      err: `buildx-testkit: ${other}: it is of another run: its seed is 2, and that of ${one} is 1\n`,
    });
  });

  it('says in its own report which part it is', async () => {
    const { out } = await runCli(['conformance', '--only', 'INFO-001,LIST-001', '--shard', '2/2', '--seed', '1']);
    expect(out).to.match(/, seed 1, shard 2 of 2$/m);
  });

  it('lists what is in a shard', async () => {
    const { code, out } = await runCli(['conformance', '--list', '--only', 'INFO-001,LIST-001', '--shard', '2/2']);
    expect(code).to.equal(0);
    expect(out).to.match(/^(INFO|LIST)-001 MUST .*\n$/);
  });
});
