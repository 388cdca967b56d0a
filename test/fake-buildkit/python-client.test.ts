import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { build, FakeBuildKit, vertex } from '../../src/index.js';
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

  async function run(target: string) {
    const scenario = {
      builds: [
        build().when({ target: 'good' }).add(vertex('[1/1] RUN make').takes('1h').logs('made\n')),
        build().when({ target: 'bad' }).add(vertex('[1/1] RUN make').fails('it broke')),
      ],
    };
    await using fake = await FakeBuildKit.start({ scenario });
    const args = ['test/fake-buildkit/control-client.py', stubs, await fake.listen('unix'), target];
    const { stdout } = await promisify(execFile)(python, args);
    return JSON.parse(stdout) as unknown;
  }

  it('lists its workers, builds, and reads the progress', async () => {
    expect(await run('good')).to.deep.equal({ workers: 1, names: ['[1/1] RUN make'], ended: 'OK' });
  });

  it('is told why a build failed', async () => {
    expect(await run('bad')).to.deep.equal({ workers: 1, names: ['[1/1] RUN make'], ended: 'UNKNOWN it broke' });
  });
});
