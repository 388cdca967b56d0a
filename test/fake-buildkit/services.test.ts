import { expect } from 'chai';
import { build, of, overTransports } from './client.js';

overTransports('The fake BuildKit', (start) => {
  it('tells its version and its worker, which can be chosen', async () => {
    const { client } = await start({ version: { version: 'v0.12.0' }, platforms: ['linux/riscv64'] });
    const { buildkitVersion } = await client.call('Control.Info', {});
    expect(buildkitVersion).to.include({ package: 'github.com/moby/buildkit', version: 'v0.12.0' });
    const { record } = await client.call('Control.ListWorkers', {});
    expect(record.map(({ platforms }) => platforms.map(({ architecture }) => architecture))).to.deep.equal([
      ['riscv64'],
    ]);
    expect(record[0]?.buildkitVersion?.version).to.equal('v0.12.0');
  });

  it('is healthy, and takes traces', async () => {
    const { client } = await start();
    expect((await client.call('Health.Check', {})).status).to.equal('SERVING');
    await client.call('TraceService.Export', {});
  });

  it('has no content, and says so', async () => {
    const { client } = await start();
    const error: unknown = await client.call('Content.Info', { digest: 'sha256:1' }).catch((seen: unknown) => seen);
    expect(error).to.include({ codeName: 'NOT_FOUND', rpcMessage: 'content sha256:1: not found' });
  });

  it('answers UNIMPLEMENTED to what it does not serve, in the words of grpc-go', async () => {
    const { client } = await start();
    const write = client.open('Content.Write');
    write.halfClose();
    const { code, message } = await write.status;
    expect({ code, message }).to.deep.equal({
      code: 12,
      message: 'unknown method Write for service containerd.services.content.v1.Content',
    });
    const secrets = client.open('Secrets.GetSecret');
    secrets.halfClose();
    expect((await secrets.status).message).to.equal('unknown service moby.buildkit.secrets.v1.Secrets');
  });

  it('refuses a build whose ref is building', async () => {
    const { client } = await start();
    const first = client.call('Control.Solve', { ref: 'r' });
    await client.call('LLBBridge.Ping', {}, of('r'));
    const error: unknown = await client.call('Control.Solve', { ref: 'r' }).catch((seen: unknown) => seen);
    expect(error).to.include({ rpcMessage: 'job ID r exists' });
    await client.call('LLBBridge.Return', { result: {} }, of('r'));
    await first;
  });

  it('has an answer for every image and source', async () => {
    const { client } = await start();
    const building = client.call('Control.Solve', { ref: 'r' });
    const image = await client.call('LLBBridge.ResolveImageConfig', { ref: 'alpine' }, of('r'));
    expect(image.digest).to.match(/^sha256:[0-9a-f]{64}$/);
    expect(JSON.parse(Buffer.from(image.config).toString())).to.include({ os: 'linux', architecture: 'amd64' });
    const source = { identifier: 'git://example.org/x.git' };
    const { git } = await client.call('LLBBridge.ResolveSourceMeta', { source }, of('r'));
    expect(git?.checksum).to.match(/^[0-9a-f]{40}$/);
    const pinned = `alpine@${image.digest}`;
    expect((await client.call('LLBBridge.ResolveImageConfig', { ref: pinned }, of('r'))).digest).to.equal(image.digest);
    for (const ref of ['alpine', pinned]) {
      const asked = { source: { identifier: `docker-image://${ref}` } };
      const meta = await client.call('LLBBridge.ResolveSourceMeta', asked, of('r'));
      expect(meta.image?.digest, ref).to.equal(image.digest);
    }
    await client.call('LLBBridge.Return', { result: {} }, of('r'));
    await building;
  });

  it('tells the reply of its exporters', async () => {
    const { client } = await start();
    const { response } = await build(
      client,
      'r',
      {},
      {
        request: { session: '', exporters: [{ type: 'image', attrs: { name: 'docker.io/library/app' } }] },
      },
    );
    const { exporterResponse: reply = {} } = response ?? {};
    expect(Object.keys(reply)).to.have.members([
      'containerimage.config.digest',
      'containerimage.descriptor',
      'containerimage.digest',
      'image.name',
    ]);
    const descriptor: unknown = JSON.parse(Buffer.from(reply['containerimage.descriptor'] ?? '', 'base64').toString());
    expect(descriptor).to.include({ digest: reply['containerimage.digest'] });
  });
});
