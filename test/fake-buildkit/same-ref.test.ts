import { expect } from 'chai';
import type { BuildKitClient } from '../../src/client/buildkit-client.js';
import { build as script, FakeBuildKit, vertex } from '../../src/index.js';
import { build, namesIn, of, type Opening, overTransports } from './client.js';

const scenario = {
  builds: [script().when({ target: 'other' }).add(vertex('[1/1] RUN other')), script().add(vertex('[1/1] RUN make'))],
};

/** The ends of a Status, and what it told. */
async function statusOf(client: BuildKitClient, ref: string): Promise<string> {
  const call = client.open('Control.Status');
  await call.send({ ref });
  call.halfClose();
  const { code, message } = await call.status;
  return code === 0 ? namesIn(call.messages).join() : message;
}

describe('A second build of the same ref, ten seconds after the first', () => {
  for (const order of [
    ['Ping', 'Solve', 'Status'],
    ['Status', 'Ping', 'Solve'],
    ['Solve', 'Ping', 'Status'],
  ] as const satisfies readonly (readonly Opening[])[])
    it(`succeeds as the first does, with ${order.join(', ')} in this order`, async () => {
      await using fake = await FakeBuildKit.start({ scenario });
      const client = fake.client();
      await build(client, 'r', {}, { order: ['Solve', 'Status', 'Ping'] });
      await fake.clock.advance('10s');
      const { response, statuses } = await build(client, 'r', {}, { order });
      expect(response).to.not.equal(undefined);
      expect(namesIn(statuses)).to.deep.equal(['[1/1] RUN make']);
      fake.assertQuiescent();
    });

  it('shows the progress of the first until it is over, in whatever order its calls come', async () => {
    await using fake = await FakeBuildKit.start({ scenario });
    const client = fake.client();
    await build(client, 'r', {}, { order: ['Solve', 'Status', 'Ping'] });
    await fake.clock.advance('10s');
    const second = await build(client, 'r', { target: 'other' }, { order: ['Solve', 'Ping', 'Status'] });
    expect(namesIn(second.statuses)).to.deep.equal(['[1/1] RUN make']);
    expect(await statusOf(client, 'r')).to.equal('[1/1] RUN other');
  });

  it('is what the progress of an internal one is known for, and of one that the history has no more', async () => {
    await using fake = await FakeBuildKit.start({ scenario });
    const client = fake.client();
    await build(client, 'probe', {}, { request: { internal: true } });
    await build(client, 'r');
    await client.call('Control.UpdateBuildHistory', { ref: 'r', delete: true });
    await fake.clock.advance('9.999s');
    for (const ref of ['probe', 'r']) expect(await statusOf(client, ref)).to.equal('[1/1] RUN make');
    await fake.clock.advance('1ms');
    for (const ref of ['probe', 'r']) expect(await statusOf(client, ref)).to.equal(`no such job ${ref}`);
  });
});

overTransports('A second build of the same ref', (start) => {
  it('is refused while the first goes on, whose Ping and Status it has', async () => {
    const { client } = await start({ scenario });
    const first = client.call('Control.Solve', { ref: 'r' });
    await client.call('LLBBridge.Ping', {}, of('r'));
    const second = await build(client, 'r', {}, { order: ['Ping', 'Solve', 'Status'] });
    expect(second.error?.rpcMessage).to.equal('job ID r exists');
    expect(second.solved).to.not.equal(undefined);
    expect(namesIn(second.statuses)).to.deep.equal(['[1/1] RUN make']);
    await first;
  });

  it('is refused as soon as the first is over', async () => {
    const { client } = await start({ scenario });
    await build(client, 'r');
    const error: unknown = await client.call('Control.Solve', { ref: 'r' }).catch((seen: unknown) => seen);
    expect(error).to.include({ rpcMessage: 'job ID r exists' });
  });

  it('is refused for its exporter before it is for its ref', async () => {
    const { client } = await start({ scenario });
    const first = client.call('Control.Solve', { ref: 'r' });
    await client.call('LLBBridge.Ping', {}, of('r'));
    const error: unknown = await client
      .call('Control.Solve', { ref: 'r', exporters: [{ type: 'moby' }] })
      .catch((seen: unknown) => seen);
    expect(error).to.include({ rpcMessage: 'exporter "moby" could not be found' });
    await client.call('LLBBridge.Return', { result: {} }, of('r'));
    await first;
  });
});
