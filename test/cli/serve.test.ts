import { expect } from 'chai';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ControllerClient } from '../../src/client/controller-client.js';
import type { RpcError } from '../../src/client/rpc-error.js';
import { runCli, spawnCli } from './run-cli.js';

describe('buildx-testkit serve', () => {
  let directory = '';
  let child: ChildProcessWithoutNullStreams | undefined;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
  });
  afterEach(() => {
    child?.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  async function start(
    ...args: string[]
  ): Promise<{ readonly child: ChildProcessWithoutNullStreams; readonly address: string }> {
    child = spawnCli(['serve', ...args]);
    const line = await firstLine(child.stdout);
    const [, address = ''] = /^listening on (.+)$/.exec(line) ?? [];
    expect(address, line).to.not.equal('');
    return { child, address };
  }

  it('says where it listens, serves, and leaves no socket behind when it is interrupted', async () => {
    const path = join(directory, 'x.sock');
    const serving = await start('--listen', `unix://${path}`, '--revision', '0.12');
    expect(serving.address).to.equal(`unix://${path}`);
    const client = ControllerClient.connect(serving.address, { revision: '0.12' });
    expect((await client.rpc.info()).buildxVersion?.version).to.equal('v0.13.1');
    await client.close();
    for (const signal of ['SIGINT'] as const) serving.child.kill(signal);
    const [code] = (await once(serving.child, 'exit')) as [number | null];
    expect(code).to.equal(0);
    expect(existsSync(path)).to.equal(false);
  });

  it('makes a socket of its own by default, which SIGTERM removes', async () => {
    const serving = await start();
    const path = serving.address.replace('unix://', '');
    expect(existsSync(path)).to.equal(true);
    serving.child.kill('SIGTERM');
    await once(serving.child, 'exit');
    expect(existsSync(path)).to.equal(false);
  });

  it('knows the builds and programs of the conformance suite when it is given no scenario', async function () {
    this.timeout('60s');
    const { address } = await start('--listen', 'tcp://127.0.0.1:0');
    const only =
      'BUILD-002,BUILD-004,BUILD-005,BUILD-008,STATUS-002,STATUS-004,INPUT-005,INPUT-017,INVOKE-010,PROC-001,PROC-006';
    const { out, code } = await runCli([
      'conformance',
      '--target',
      address,
      '--only',
      only,
      '--runs',
      '4',
      '--seed',
      '1',
    ]);
    expect(out).to.match(/^11 requirements in .* s: 11 pass$/m);
    expect(code).to.equal(0);
  });

  it('plays a scenario, and writes the journal down', async () => {
    const scenario = join(directory, 'scenario.yaml');
    const journal = join(directory, 'journal.jsonl');
    writeFileSync(scenario, 'builds:\n  - vertices:\n      - { name: "[1/1] RUN make", error: no rule }\n');
    const serving = await start(scenario, '--listen', '127.0.0.1:0', '--clock', 'auto', '--journal', journal);
    const client = ControllerClient.connect(serving.address);
    const error = (await client.build({ contextPath: '/src' }).catch((e: unknown) => e)) as RpcError;
    expect(error.rpcMessage).to.contain('no rule');
    await client.close();
    serving.child.kill('SIGINT');
    await once(serving.child, 'exit');
    const entries = readFileSync(journal, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { n: number });
    expect(entries.map(({ n }) => n)).to.deep.equal(entries.map((_, index) => index + 1));
    expect(JSON.stringify(entries)).to.contain('[1/1] RUN make');
  });

  it('says that its server died, and serves again', async () => {
    const serving = await start('--listen', `unix://${join(directory, 'x.sock')}`);
    const client = ControllerClient.connect(serving.address);
    const told = firstLine(serving.child.stderr);
    const error = (await client.rpc.build({ ref: 'x' }).catch((e: unknown) => e)) as RpcError;
    expect(error.codeName).to.equal('UNAVAILABLE');
    expect(await told).to.match(/^the server died \(.+\), and listens again on unix:\/\/.+ in 100 ms$/);
    await client.close();
    await answersAgain(serving.address);
    serving.child.kill('SIGINT');
    const [code] = (await once(serving.child, 'exit')) as [number | null];
    expect(code).to.equal(0);
  });

  it('cannot listen where another does', async () => {
    const serving = await start('--listen', '127.0.0.1:0');
    const { code, err } = await runCli(['serve', '--listen', serving.address]);
    expect(code).to.equal(2);
    expect(err).to.match(/^buildx-testkit: cannot listen on 127\.0\.0\.1:\d+: the address is in use: [^\n]+\n$/);
  });
});

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  const [line] = (await once(createInterface(stream), 'line')) as [string];
  return line;
}

/** Resolves when a new connection is answered: mocha's timeout is the limit. */
async function answersAgain(address: string): Promise<void> {
  for (;;) {
    const client = ControllerClient.connect(address);
    const answered = await client.rpc.info().then(
      () => true,
      () => false,
    );
    await client.close();
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
