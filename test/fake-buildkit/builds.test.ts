import { expect } from 'chai';
import { build as script, vertex } from '../../src/index.js';
import { detailsOf } from '../../src/protocol/status-details.js';
import { build, namesIn, of, type Opening, overTransports } from './client.js';

const failing = script()
  .add(vertex('[1/2] FROM docker.io/library/alpine').cached())
  .add(vertex('[2/2] RUN make').takes('3s').logs('cc main.c\n').fails('process "make" did not complete: exit code: 1'));

overTransports('A build on the fake BuildKit', (start) => {
  it('shows the vertices of its script, and succeeds', async () => {
    const { fake, client } = await start({
      scenario: {
        builds: [script().add(vertex('[1/1] RUN make').takes('1h').logs('made\n')).replies({ said: 'yes' })],
      },
    });
    const { statuses, response, solved } = await build(client, 'r');
    expect(namesIn(statuses)).to.deep.equal(['[1/1] RUN make']);
    expect(statuses.flatMap(({ logs }) => logs.map(({ message }) => Buffer.from(message).toString()))).to.deep.equal([
      'made\n',
    ]);
    expect(response?.exporterResponse).to.deep.equal({ said: 'yes' });
    expect(solved?.result?.result?.kind).to.equal('ref');
    fake.assertQuiescent();
  });

  it('plays a small plausible one where nothing is scripted, and the client names no session to read files in', async () => {
    const { client } = await start();
    const request = { session: '', exporters: [{ type: 'image' }] };
    const { statuses, response } = await build(client, 'r', {}, { request });
    expect(namesIn(statuses)).to.include.members([
      '[internal] load build definition from Dockerfile',
      'exporting to image',
    ]);
    expect(response).to.not.equal(undefined);
  });

  it('fails with its vertex, with the details that BuildKit gives, and with nothing in front', async () => {
    const { fake, client } = await start({ scenario: { builds: [failing] } });
    const { statuses, error } = await build(client, 'r');
    expect(error?.codeName).to.equal('UNKNOWN');
    expect(error?.rpcMessage).to.equal('process "make" did not complete: exit code: 1');
    const [named] = detailsOf(error?.details ?? [], 'github.com/moby/buildkit/errdefs.Vertex+json');
    const failed = statuses.flatMap(({ vertices }) => vertices).find((one) => one.error !== '');
    expect(named?.digest)
      .to.equal(failed?.digest)
      .and.to.match(/^sha256:/);
    fake.assertQuiescent();
  });

  it('may be opened by its calls in any order: each waits for the others', async () => {
    const calls: readonly Opening[] = ['Session', 'Solve', 'Status', 'Ping'];
    const orders = calls.flatMap((first) =>
      calls.flatMap((second) =>
        calls.flatMap((third) => {
          const order = [...new Set([first, second, third])];
          return order.length === 3 ? [[...order, ...calls.filter((one) => !order.includes(one))]] : [];
        }),
      ),
    );
    expect(orders).to.have.length(24);
    const { client, fake } = await start({ scenario: { builds: [script().add(vertex('[1/1] RUN make'))] } });
    for (const [index, order] of orders.entries()) {
      const { statuses, response } = await build(client, `r${index}`, {}, { order });
      expect(namesIn(statuses), order.join()).to.deep.equal(['[1/1] RUN make']);
      expect(response, order.join()).to.not.equal(undefined);
    }
    fake.assertQuiescent();
  });

  it('without a frontend and progress ends its Status with its Solve', async () => {
    const { fake, client } = await start({ scenario: { builds: [] } });
    const status = client.open('Control.Status');
    await status.send({ ref: 'probe' });
    status.halfClose();
    const solving = client.call('Control.Solve', { ref: 'probe', session: 's', internal: true, cache: {} });
    const { frontendApiCaps } = await client.call('LLBBridge.Ping', {}, of('probe'));
    expect(frontendApiCaps.filter(({ enabled }) => enabled).map(({ id }) => id)).to.include.members([
      'solve.base',
      'return',
      'proto.refarray',
      'gateway.exec.signals',
    ]);
    await client.call('LLBBridge.Return', { result: { result: { kind: 'ref', value: {} } } }, of('probe'));
    expect((await solving).exporterResponse).to.deep.equal({});
    expect((await status.status).code).to.equal(0);
    expect(status.messages).to.deep.equal([]);
    fake.assertQuiescent();
  });

  it('gives a result whose definition has a source, though an empty one', async () => {
    const { client } = await start();
    const { solved } = await build(client, 'r', {}, { request: { session: '' } });
    const result = solved?.result?.result;
    const definition = result?.kind === 'ref' ? result.value.def : undefined;
    expect(definition?.def).to.have.length(2);
    expect(definition?.source?.infos).to.deep.equal([]);
    expect(Object.keys(definition?.source?.locations ?? {})).to.deep.equal(Object.keys(definition?.metadata ?? {}));
  });

  it('fails where no script knows it, with the closest one, and leaves the fake not quiescent', async () => {
    const { fake, client } = await start({ scenario: { builds: [script().when({ target: 'prod' })] } });
    const { error } = await build(client, 'r', { target: 'test' });
    expect(error?.codeName).to.equal('FAILED_PRECONDITION');
    expect(error?.rpcMessage).to.match(/builds\[0\][^]*target[^]*"prod"[^]*"test"/);
    expect(() => fake.assertQuiescent()).to.throw(/unknown request +the build of session "r"/);
  });

  it('is played by Control.Solve itself where that names the frontend', async () => {
    const { client } = await start({
      scenario: { builds: [script().when({ target: 'prod' }).add(vertex('[1/1] RUN make'))] },
    });
    const request = { frontend: 'dockerfile.v0', frontendAttrs: { target: 'prod' } };
    const { statuses } = await build(client, 'r', {}, { order: ['Status', 'Solve'], request });
    expect(namesIn(statuses)).to.deep.equal(['[1/1] RUN make']);
  });

  it('shows its progress to those who come when it is over', async () => {
    const { client } = await start({ scenario: { builds: [script().add(vertex('[1/1] RUN make'))] } });
    await build(client, 'r');
    const late = client.open('Control.Status');
    await late.send({ ref: 'r' });
    late.halfClose();
    expect((await late.status).code).to.equal(0);
    expect(late.messages).to.not.be.empty;
  });

  it('is called off with its Solve, and tells what ran as cancelled', async () => {
    const { client, fake } = await start({
      clock: 'manual',
      scenario: { builds: [script().add(vertex('[1/1] RUN make').takes('1h'))] },
    });
    const status = client.open('Control.Status');
    await status.send({ ref: 'r' });
    status.halfClose();
    const solving = client.open('Control.Solve');
    await solving.send({ ref: 'r', frontend: 'dockerfile.v0' });
    solving.halfClose();
    for await (const { vertices } of status as AsyncIterable<{ readonly vertices: readonly { started?: object }[] }>)
      if (vertices.some(({ started }) => started !== undefined)) break;
    solving.cancel();
    expect((await status.status).code).to.equal(0);
    const last = status.messages.at(-1) as { readonly vertices?: readonly { readonly error: string }[] } | undefined;
    expect(last?.vertices?.map(({ error }) => error)).to.deep.equal(['context canceled']);
    expect(fake.clock.pending()).to.deep.equal([]);
  });

  it('tells a warning of its client in its progress', async () => {
    const { client } = await start();
    const status = client.open('Control.Status');
    await status.send({ ref: 'r' });
    status.halfClose();
    const solving = client.call('Control.Solve', { ref: 'r' });
    await client.call('LLBBridge.Warn', { digest: 'sha256:1', short: Buffer.from('careful'), level: 1n }, of('r'));
    await client.call('LLBBridge.Return', { result: {} }, of('r'));
    await solving;
    await status.status;
    const warnings = (
      status.messages as readonly { readonly warnings: readonly { readonly short: Uint8Array }[] }[]
    ).flatMap((message) => message.warnings.map(({ short }) => Buffer.from(short).toString()));
    expect(warnings).to.deep.equal(['careful']);
  });

  it('ends with the error that its client returns, with its details', async () => {
    const { client } = await start();
    const solving = client.call('Control.Solve', { ref: 'r' }).catch((error: unknown) => error);
    const value = Buffer.from('{"name":"x"}');
    const details = [{ typeUrl: 'github.com/moby/buildkit/errdefs.Subrequest+json', value }];
    await client.call('LLBBridge.Return', { error: { code: 12, message: 'no such function', details } }, of('r'));
    const error = await solving;
    expect(error).to.include({ codeName: 'UNIMPLEMENTED', rpcMessage: 'no such function' });
    expect((error as { details: readonly { json: unknown }[] }).details[0]?.json).to.deep.equal({ name: 'x' });
  });
});
