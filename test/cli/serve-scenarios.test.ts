import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ControllerClient } from '../../src/client/controller-client.js';
import type { RpcError } from '../../src/client/rpc-error.js';
import type { Revision } from '../../src/protocol/revision.js';
import { runCli } from './run-cli.js';
import { Serving } from './serving.js';

const failing = (error: string, target: string): string =>
  JSON.stringify({ builds: [{ when: { target }, vertices: [{ name: '[1/1] RUN make', error }] }], fallback: true });

describe('buildx-testkit serve with scenarios', () => {
  let directory = '';
  let serving: Serving | undefined;
  let client: ControllerClient | undefined;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
  });
  afterEach(async () => {
    await client?.close();
    serving?.child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  const write = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };
  async function serve(...args: readonly string[]): Promise<Serving> {
    await client?.close();
    serving = await Serving.start('serve', '--clock', 'auto', ...args);
    client = ControllerClient.connect(serving.address);
    return serving;
  }
  async function speak(revision: Revision): Promise<void> {
    await client?.close();
    client = ControllerClient.connect(serving?.address ?? '', { revision });
  }
  const failure = async (target: string, ref?: string): Promise<string> => {
    const run = client?.build({ contextPath: '.', target }, ref === undefined ? {} : { ref });
    const error: unknown = await run?.catch((e: unknown) => e);
    return error instanceof Error ? (error as RpcError).rpcMessage : 'no error';
  };

  it('plays the first of several that matches', async () => {
    await serve(write('a.json', failing('of a', 'a')), write('b.json', failing('of b', 'b')));
    expect(await failure('b')).to.contain('of b');
    expect(await failure('a')).to.contain('of a');
  });

  it('takes a change of a file up, and keeps its sessions', async () => {
    const file = write('a.json', failing('as it was', 'a'));
    const { err } = await serve(file);
    expect(await failure('a', 'kept')).to.contain('as it was');
    write('a.json', failing('as it is', 'a'));
    await err.find((line) => line === `${file} has changed, and is played from now on`);
    expect(await failure('a')).to.contain('as it is');
    expect((await client?.rpc.list())?.refs).to.contain('kept');
  });

  it('takes a file up that an editor puts in the place of the old one', async () => {
    const file = write('a.json', failing('as it was', 'a'));
    const { err } = await serve(file);
    renameSync(write('a.json.new', failing('as it is', 'a')), file);
    await err.find((line) => line.includes('is played from now on'));
    expect(await failure('a')).to.contain('as it is');
  });

  it('says what is wrong with a bad change, and keeps what it had', async () => {
    const file = write('a.json', failing('as it was', 'a'));
    const { err } = await serve(file);
    write('a.json', '{ "biulds": [] }');
    const line = await err.find((text) => text.includes('cannot be played'));
    expect(line).to.contain(`${file}:1:3: biulds: no such key; did you mean builds?`);
    expect(await failure('a')).to.contain('as it was');
  });

  it('plays a scenario of the catalogue by its name', async () => {
    await serve('recorded/failing-build');
    await speak('0.12');
    const run = client?.build({ contextPath: '/fixtures/fails' });
    const error = (await run?.catch((e: unknown) => e)) as RpcError;
    expect(error.rpcMessage).to.match(/did not complete successfully: exit code: 3$/);
  });

  it('speaks the revision that a scenario of the catalogue is about, unless it is told otherwise', async () => {
    const version = async (): Promise<string | undefined> => (await client?.rpc.info())?.buildxVersion?.version;
    await serve('start-failure-of-unknown-command');
    expect(await version()).to.equal('v0.13.1');
    serving?.child.kill('SIGKILL');
    await serve('start-failure-of-unknown-command', '--revision', '2023-04');
    expect(await version()).to.equal('v0.10.0-dev');
  });

  it('has the quirks that a scenario of the catalogue is about, unless it is told otherwise', async () => {
    const exit = async (): Promise<string> => {
      await client?.build({ contextPath: '.' }, { ref: 'r' });
      const call = client?.rpc.invoke({ deadlineMs: 400 });
      await call?.send({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: { entrypoint: ['make'] } });
      return (await call?.status)?.message ?? '';
    };
    await serve('unnoticed-exit');
    expect(await exit()).not.to.contain('exit code');
    serving?.child.kill('SIGKILL');
    await serve('unnoticed-exit', '--quirks', 'none');
    expect(await exit()).to.equal('exit code: 3');
  });

  it('refuses to choose between two revisions', async () => {
    const { code, err } = await runCli(['serve', 'cancel-storm', 'huge-error-details']);
    expect(code).to.equal(2);
    expect(err).to.equal(
      'buildx-testkit: cancel-storm is about revision 2023-04, and huge-error-details about 0.11: ' +
        'serve one of them, or give --revision\n',
    );
  });

  it('says which names there are when one is misspelt', async () => {
    const { code, err } = await runCli(['serve', 'recorded/good-biuld']);
    expect(code).to.equal(2);
    expect(err).to.match(
      /^buildx-testkit: no scenario is named "recorded\/good-biuld" \(did you mean recorded\/good-build\?\): [^\n]+\n$/,
    );
  });

  it('tells of each call, how it ended and how long it took', async () => {
    const { err } = await serve(write('a.json', failing('no rule', 'a')));
    await failure('a', 'r1');
    expect(await err.find((line) => line.startsWith('Build#'))).to.match(
      /^Build#\d r1 … UNKNOWN \d+ms: failed to solve: no rule$/,
    );
    const status = client?.rpc.status({ ref: 'r2' });
    await client?.rpc.list();
    status?.cancel();
    expect(await err.find((line) => line.includes('r2'))).to.match(
      /^Status#\d r2 … cancelled by its client [\d.]+m?s$/,
    );
  });
});
