import { expect } from 'chai';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { BuildKitClient } from '../../src/client/buildkit-client.js';
import { build, namesIn } from '../fake-buildkit/client.js';
import { runCli, spawnCli } from './run-cli.js';

describe('buildx-testkit serve --buildkit', () => {
  let child: ChildProcessWithoutNullStreams | undefined;
  afterEach(() => {
    child?.kill('SIGKILL');
  });

  it('serves a scenario as a BuildKit, and stops at a signal', async () => {
    child = spawnCli(['serve', '--buildkit', 'two-subscribers', '--listen', 'tcp://127.0.0.1:0', '--clock', 'auto']);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const [, address = ''] = /^listening on (.+)$/.exec(line) ?? [];
    const client = await BuildKitClient.connect(address);
    expect((await client.call('Control.ListWorkers', {})).record).to.have.length(1);
    const { statuses, response } = await build(client, 'r');
    expect(namesIn(statuses)).to.not.be.empty;
    expect(response).to.not.equal(undefined);
    await client.close();
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).to.equal(0);
  });

  it('is what a scenario about BuildKit is served by, unasked', async () => {
    const { code, err } = await runCli(['serve', 'buildkit/log-not-utf8', '--revision', '0.12']);
    expect(code).to.equal(2);
    expect(err).to.include('--revision is about the controller: leave it out for a BuildKit');
  });

  it('takes no options that are about the controller', async () => {
    for (const given of [
      ['--revision', '0.12'],
      ['--quirks', 'none'],
    ]) {
      const { code, err } = await runCli(['serve', '--buildkit', ...given]);
      expect(code).to.equal(2);
      expect(err).to.include(`${given[0]} is about the controller`);
    }
  });
});
