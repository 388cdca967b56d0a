import { expect } from 'chai';
import { build as script, vertex } from '../../src/index.js';
import { build, namesIn, of, type Opening, overTransports } from './client.js';

const scenario = {
  builds: [script().when({ target: 'other' }).add(vertex('[1/1] RUN other')), script().add(vertex('[1/1] RUN make'))],
};

overTransports('A second build of the same ref', (start) => {
  for (const order of [
    ['Ping', 'Solve', 'Status'],
    ['Status', 'Ping', 'Solve'],
    ['Solve', 'Ping', 'Status'],
  ] as const satisfies readonly (readonly Opening[])[])
    it(`succeeds as the first does, with ${order.join(', ')} in this order`, async () => {
      const { fake, client } = await start({ scenario });
      await build(client, 'r', {}, { order: ['Solve', 'Status', 'Ping'] });
      const { response, statuses } = await build(client, 'r', {}, { order });
      expect(response).to.not.equal(undefined);
      expect(namesIn(statuses)).to.deep.equal(['[1/1] RUN make']);
      fake.assertQuiescent();
    });

  it('shows the progress of the first until it is over, in whatever order its calls come', async () => {
    const { client } = await start({ scenario });
    await build(client, 'r', {}, { order: ['Solve', 'Status', 'Ping'] });
    const second = await build(client, 'r', { target: 'other' }, { order: ['Solve', 'Ping', 'Status'] });
    expect(namesIn(second.statuses)).to.deep.equal(['[1/1] RUN make']);
    const late = client.open('Control.Status');
    await late.send({ ref: 'r' });
    expect((await late.status).code).to.equal(0);
    expect(namesIn(late.messages)).to.deep.equal(['[1/1] RUN other']);
  });

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
