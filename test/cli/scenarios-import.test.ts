import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseScenario } from '../../src/scenarios/format/parse-scenario.js';
import { recordedText } from '../scenarios/import/recorded.js';
import { runCli, spawnCli } from './run-cli.js';

const recorded = fileURLToPath(new URL('../../../test/scenarios/import/recorded/', import.meta.url));

describe('buildx-testkit scenarios import', () => {
  let directory = '';
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
  });
  after(() => rmSync(directory, { recursive: true }));

  it('prints the scenarios of several files, which answer one after the other', async () => {
    const { code, out, err } = await runCli([
      ...['scenarios', 'import', join(recorded, 'cached.rawjson'), join(recorded, 'failure.plain')],
    ]);
    expect(code, err).to.equal(0);
    expect(out).to.match(/^# Imported from .*\n# .*failure\.plain: guessed/);
    expect(err).to.match(/failure\.plain: guessed/);
    const { builds } = parseScenario(out);
    expect(builds?.map(({ name, once }) => [name, once])).to.deep.equal([
      ['cached', true],
      ['failure', undefined],
    ]);
  });

  it('writes a file, in JSON or with every message', async () => {
    const out = join(directory, 'out.json');
    const args = ['scenarios', 'import', '--exact', '--format', 'json', '--out', out, join(recorded, 'stages.rawjson')];
    expect(await runCli(args)).to.deep.equal({ code: 0, out: '', err: '' });
    const { builds } = JSON.parse(readFileSync(out, 'utf8')) as { builds: { recorded: { messages: object[] } }[] };
    expect(builds[0]?.recorded.messages).to.have.length(38);
  });

  it('reads stdin', async function () {
    this.timeout('60s');
    const child = spawnCli(['scenarios', 'import', '-']);
    child.stdin.end(recordedText('cached.rawjson'));
    let out = '';
    for await (const chunk of child.stdout) out += String(chunk);
    expect(parseScenario(out).builds).to.have.length(1);
  });

  it('says in which file and line it cannot go on, and leaves what was there', async () => {
    const bad = join(directory, 'bad.rawjson');
    const out = join(directory, 'kept.yaml');
    writeFileSync(bad, '{"logs":[{"vertex":1}]}\n');
    writeFileSync(out, 'kept\n');
    const result = await runCli(['scenarios', 'import', bad, '--out', out]);
    expect(result.code).to.equal(2);
    expect(result.err).to.include(`${bad}: line 1: logs[0].vertex has to be a text and is 1`);
    expect(readFileSync(out, 'utf8')).to.equal('kept\n');
    expect((await runCli(['scenarios', 'import', join(directory, 'none')])).err).to.include('cannot read');
  });
});

describe('buildx-testkit scenarios export', () => {
  it('prints what buildx would, which is imported again', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
    const file = join(directory, 'make.yaml');
    const printed = join(directory, 'make.rawjson');
    writeFileSync(
      file,
      'builds:\n  - vertices:\n      - { name: "[1/1] RUN make", takes: 3s, logs: [{ text: "cc\\n", at: 1s }] }\n  - { error: { message: no } }\n',
    );
    const { out, code } = await runCli(['scenarios', 'export', '--rawjson', file, '--build', '1']);
    expect(code).to.equal(0);
    writeFileSync(printed, out);
    const again = parseScenario((await runCli(['scenarios', 'import', printed])).out);
    expect(again.builds?.[0]?.vertices).to.deep.equal([
      { name: '[1/1] RUN make', takes: '3s', logs: [{ text: 'cc\n', at: '1s' }] },
    ]);
    const undecided = await runCli(['scenarios', 'export', '--rawjson', file]);
    expect(undecided.code).to.equal(2);
    expect(undecided.err).to.include('2 builds: pass --build N');
    expect((await runCli(['scenarios', 'export', file])).err).to.include('say in which form: --rawjson');
    const beyond = await runCli(['scenarios', 'export', '--rawjson', file, '--build', '3']);
    expect(beyond.err).to.include('--build 3');
    rmSync(directory, { recursive: true });
  });
});
