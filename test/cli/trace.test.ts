import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fakeThatBuilt } from '../trace/a-journal.js';
import { runCli } from './run-cli.js';

describe('buildx-testkit trace', () => {
  let directory: string;
  const file = (name: string): string => join(directory, name);

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'trace-'));
  });
  after(() => {
    rmSync(directory, { recursive: true });
  });

  it('draws a journal as text, or as a page', async () => {
    await using fake = await fakeThatBuilt();
    writeFileSync(file('calls.jsonl'), fake.journal.toJsonLines());
    const { code, out } = await runCli(['trace', file('calls.jsonl')]);
    expect(code).to.equal(0);
    expect(out).to.match(/^calls\.jsonl: .*1 build, 2 calls/);
    expect(out).to.match(/^\[3\/3\] RUN make test .*failed$/m);
    expect(await runCli(['trace', file('calls.jsonl'), '--out', file('page.html')])).to.deep.equal({
      code: 0,
      out: '',
      err: '',
    });
    expect(readFileSync(file('page.html'), 'utf8')).to.equal(
      (await runCli(['trace', file('calls.jsonl'), '--out', '-'])).out,
    );
  });

  it('draws what a build with --progress rawjson told, among other lines', async () => {
    const vertex = { digest: `sha256:${'a'.repeat(64)}`, name: '[1/1] RUN make' };
    const times = { started: '2026-01-02T03:04:05Z', completed: '2026-01-02T03:04:07Z' };
    writeFileSync(
      file('build.json'),
      `a warning\n${JSON.stringify({ vertexes: [{ ...vertex, ...times }] })}\nERROR: x\n`,
    );
    const { code, out } = await runCli(['trace', file('build.json')]);
    expect(code).to.equal(0);
    expect(out).to.match(/^\[1\/1\] RUN make +█+ +2\.00 s +done$/m);
  });

  it('plays the builds of a scenario, or of a recording, and draws them', async () => {
    const make = { name: '[1/1] RUN make', takes: '3s' };
    writeFileSync(file('two.yaml'), JSON.stringify({ builds: [{ vertices: [make] }, { vertices: [make] }] }));
    const { code, out } = await runCli(['trace', file('two.yaml')]);
    expect(code).to.equal(0);
    expect(out).to.match(/^builds\[0\]\n\[1\/1\] RUN make +█+ +3\.00 s +done\n\nbuilds\[1\]\n\[1\/1\]/m);
    expect((await runCli(['trace', 'two-subscribers'])).out).to.match(/^two-subscribers: .*1 build/);
    expect((await runCli(['trace', 'no-such'])).err).to.contain('no scenario is named "no-such"');
  });

  it('says what is wrong with anything else, and where', async () => {
    const complaint = async (content: string): Promise<string> => {
      writeFileSync(file('other'), content);
      const { code, err } = await runCli(['trace', file('other')]);
      expect(code).to.equal(2);
      return err;
    };
    expect(await complaint('')).to.match(/other is empty: wanted is a journal/);
    expect(await complaint('builds: []\n')).to.match(/^buildx-testkit: other: .*; wanted is a journal .*rawjson/);
    expect(await complaint('{"a":1}\n')).to.match(/other: .*line 1.*; wanted is a journal .*rawjson/);
    expect(await complaint('{"time":0,"kind":"note","text":"x"}\n{"a":1}\n')).to.match(/line 2/);
    expect((await runCli(['trace', file('nowhere')])).err).to.match(/cannot read .*nowhere: no such file/);
    writeFileSync(file('one.jsonl'), '{"time":0,"kind":"note","text":"x"}\n');
    const { code, err } = await runCli(['trace', file('one.jsonl'), '--out', file('no/such/page.html')]);
    expect([code, err]).to.deep.equal([
      2,
      `buildx-testkit: cannot write ${file('no/such/page.html')}: no such file or directory\n`,
    ]);
  });
});
