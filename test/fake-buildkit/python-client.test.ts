import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { build, FakeBuildKit, vertex } from '../../src/index.js';
import { printScenario, toScenario } from '../../src/scenarios/index.js';
import { Serving } from '../cli/serving.js';
import { unmet } from '../unmet.js';

/** A python3 with grpcio and protobuf: the first that has both. */
function pythonWithProtobuf(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((python) => runs(python, '-c', 'import grpc, google.protobuf'));
}

function runs(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe("Python's grpcio as a client of the fake BuildKit", function () {
  this.timeout('60s');
  const stubs = mkdtempSync(join(tmpdir(), 'stubs-'));
  let python = '';
  before(function () {
    python = pythonWithProtobuf() ?? unmet(this, 'no python3 with grpc and protobuf (python3-grpcio)');
    if (!runs('protoc', '--version')) unmet(this, 'no protoc (protobuf-compiler)');
    const files = ['services/control/control', 'types/worker'].map(
      (name) => `github.com/moby/buildkit/api/${name}.proto`,
    );
    const needed = ['solver/pb/ops', 'sourcepolicy/pb/policy'].map((name) => `github.com/moby/buildkit/${name}.proto`);
    execFileSync('protoc', ['-I', 'proto', `--python_out=${stubs}`, ...files, ...needed, 'google/rpc/status.proto']);
  });
  after(() => rmSync(stubs, { recursive: true, force: true }));

  const scenario = toScenario({
    builds: [
      build().when({ target: 'good' }).add(vertex('[1/1] RUN make').takes('1h').logs('made\n')),
      build().when({ target: 'bad' }).add(vertex('[1/1] RUN make').fails('it broke')),
    ],
  });

  async function runAt(address: string, target: string) {
    const args = ['test/fake-buildkit/control-client.py', stubs, address, target];
    const { stdout } = await promisify(execFile)(python, args);
    return JSON.parse(stdout) as unknown;
  }

  async function run(target: string) {
    await using fake = await FakeBuildKit.start({ scenario });
    return await runAt(await fake.listen('unix'), target);
  }

  it('lists its workers, builds, and reads the progress', async () => {
    expect(await run('good')).to.deep.equal({ workers: 1, names: ['[1/1] RUN make'], ended: 'OK' });
  });

  it('is served by the command as by the class', async () => {
    const file = join(stubs, 'scenario.yaml');
    writeFileSync(file, printScenario(scenario));
    const serving = await Serving.start(
      'serve',
      '--buildkit',
      file,
      '--listen',
      'tcp://127.0.0.1:0',
      '--clock',
      'auto',
    );
    try {
      expect(await runAt(serving.address, 'good')).to.deep.equal({
        workers: 1,
        names: ['[1/1] RUN make'],
        ended: 'OK',
      });
      expect(await runAt(serving.address, 'bad')).to.deep.include({ ended: 'UNKNOWN it broke' });
    } finally {
      expect(await serving.interrupt()).to.equal(0);
    }
  });

  it('is told why a build failed', async () => {
    expect(await run('bad')).to.deep.equal({ workers: 1, names: ['[1/1] RUN make'], ended: 'UNKNOWN it broke' });
  });
});
