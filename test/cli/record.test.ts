import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ControllerClient } from '../../src/client/controller-client.js';
import { FakeController, loadScenario } from '../../src/index.js';
import { runCli } from './run-cli.js';
import { Serving } from './serving.js';

describe('buildx-testkit record', () => {
  let directory = '';
  let fake: FakeController;
  let recording: Serving | undefined;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
    fake = await FakeController.start({ scenario: { builds: [{ vertices: [{ name: '[1/1] RUN make', takes: 5 }] }] } });
  });
  afterEach(async () => {
    recording?.child.kill('SIGKILL');
    await fake.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const build = async (address: string): Promise<void> => {
    const client = ControllerClient.connect(address);
    await client.build({ contextPath: '/src' });
    await client.close();
  };

  it('writes what passed when it is interrupted, and leaves no socket', async () => {
    const out = join(directory, 'session.yaml');
    const socket = join(directory, 'x.sock');
    const upstream = await fake.listen();
    recording = await Serving.start('record', '--upstream', upstream, '--listen', `unix://${socket}`, '--out', out);
    await build(recording.address);
    expect(await recording.interrupt()).to.equal(0);
    expect(existsSync(socket)).to.equal(false);
    const { builds = [] } = await loadScenario(out);
    expect(builds.map(({ when }) => when)).to.deep.equal([{ exactly: true, contextPath: '/src' }]);
    expect(readFileSync(out, 'utf8')).to.contain('[1/1] RUN make');
  });

  it('ends by itself after as many calls as are wanted', async () => {
    const out = join(directory, 'session.yaml');
    const upstream = await fake.listen();
    recording = await Serving.start('record', '--upstream', upstream, '--out', out, '--calls', '2');
    const exited = new Promise((resolve) => recording?.child.once('exit', resolve));
    await build(recording.address);
    expect(await exited).to.equal(0);
    expect((await loadScenario(out)).builds).to.have.lengthOf(1);
  });

  it('makes the scenario from a journal, too', async () => {
    await fake.client().build({ contextPath: '/src' });
    const journal = join(directory, 'journal.jsonl');
    writeFileSync(journal, fake.journal.toJsonLines());
    const out = join(directory, 'session.yaml');
    expect(await runCli(['record', '--from-journal', journal, '--revision', '2023-04', '--out', out])).to.deep.equal({
      code: 0,
      out: '',
      err: `wrote ${out}: builds: 1, programs: 0\n`,
    });
    const [script] = (await loadScenario(out)).builds ?? [];
    expect(script?.recorded?.takes).to.equal(5);
  });

  const wrong: readonly (readonly [what: string, args: readonly string[], code: number, message: RegExp])[] = [
    ['no upstream there', ['--upstream', 'unix:///nobody.sock', '--out', 'OUT/a.yaml'], 3, /^nothing answers at unix:/],
    ['a file that cannot be written', ['--upstream', 'FAKE', '--out', 'OUT/no/a.yaml'], 2, /^cannot write .+: no such/],
    ['a file of no known format', ['--upstream', 'FAKE', '--out', 'OUT/a.txt'], 2, /name the file \.yaml or \.yml$/],
    [
      'a place that is taken',
      ['--upstream', 'FAKE', '--listen', 'FAKE', '--out', 'OUT/a.yaml'],
      2,
      /^cannot listen on/,
    ],
    ['nothing to record', ['--out', 'OUT/a.yaml'], 2, /^give either --upstream ADDR or --from-journal FILE$/],
    [
      'a file that is no journal',
      ['--from-journal', 'FILE', '--revision', '0.12', '--out', 'OUT/a.yaml'],
      2,
      /\/no-journal: not a journal: line 1: /,
    ],
    [
      'a journal of nobody knows which protocol',
      ['--from-journal', 'FILE', '--out', 'OUT/a.yaml'],
      2,
      /^a journal does not tell its protocol: pass --revision \(2023-04, 0\.11, 0\.12, 0\.14, 0\.16, 0\.17, 0\.18\)$/,
    ],
  ];
  for (const [what, args, code, message] of wrong) {
    it(`refuses ${what} in one line, and writes nothing`, async () => {
      const upstream = await fake.listen('127.0.0.1:0');
      const file = join(directory, 'no-journal');
      writeFileSync(file, 'builds: []\n');
      const given = args.map((arg) => arg.replace('FAKE', upstream).replace('FILE', file).replace('OUT', directory));
      const result = await runCli(['record', ...given]);
      expect(result.code, result.err).to.equal(code);
      expect(result.err).to.match(/^buildx-testkit: [^\n]+\n$/);
      expect(result.err.slice('buildx-testkit: '.length, -1)).to.match(message);
      expect(existsSync(join(directory, 'a.yaml'))).to.equal(false);
    });
  }
});
