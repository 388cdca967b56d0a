import { expect } from 'chai';
import { build as script, fault, FakeBuildKit, FakeController, program, vertex } from '../../src/index.js';
import { build, of, overTransports } from './client.js';
import { container, written } from './exec.js';

/** What clients do first: a build that only asks what BuildKit can do. */
async function probe(client: Parameters<typeof build>[0], ref: string): Promise<number> {
  const status = client.open('Control.Status');
  await status.send({ ref });
  status.halfClose();
  const solving = client.call('Control.Solve', { ref, session: 's', internal: true, cache: {} });
  await client.call('LLBBridge.Ping', {}, of(ref));
  await client.call('LLBBridge.Return', { result: {} }, of(ref));
  await solving;
  return (await status.status).code;
}

function notes(fake: FakeBuildKit): readonly string[] {
  return fake.journal.filter({ kind: 'note' }).map(({ text = '' }) => text);
}

const three = script().add(
  vertex('[1/3] RUN a').takes('1s'),
  vertex('[2/3] RUN b').takes('1s'),
  vertex('[3/3] RUN c').takes('1s'),
);

overTransports('A fault on the fake BuildKit', (start) => {
  it('in Build strikes Control.Solve, and spares builds that only probe', async () => {
    const { fake, client } = await start({ scenario: { faults: [fault('Build').inCall(2).fails('ABORTED', 'no')] } });
    expect(await probe(client, 'p1')).to.equal(0);
    const alone = { order: ['Solve'], request: { frontend: 'dockerfile.v0', session: '' } } as const;
    expect((await build(client, 'r1', {}, alone)).error).to.equal(undefined);
    expect(await probe(client, 'p2')).to.equal(0);
    expect((await build(client, 'r2', {}, alone)).error).to.include({ codeName: 'ABORTED', rpcMessage: 'no' });
    expect((await build(client, 'r3', {}, alone)).error).to.equal(undefined);
    fake.assertQuiescent();
  });

  it('in Status strikes the Control.Status of a real build, whichever call comes first', async () => {
    const { fake, client } = await start({
      scenario: { builds: [three], faults: [fault('Status').times(2).fails('ABORTED', 'no')] },
    });
    expect(await probe(client, 'p1')).to.equal(0);
    for (const [ref, order] of [
      ['r1', ['Status', 'Solve', 'Ping']],
      ['r2', ['Solve', 'Status', 'Ping']],
    ] as const) {
      const { statuses, error } = await build(client, ref, {}, { order });
      expect(error).to.equal(undefined);
      expect(statuses, ref).to.deep.equal([]);
    }
    fake.assertQuiescent();
  });

  it('cuts the progress of a build at its nth message', async () => {
    const { fake, client } = await start({
      scenario: { builds: [three], faults: [fault('Status').atResponse(2).resets('INTERNAL_ERROR')] },
    });
    const { statuses, response } = await build(client, 'r');
    expect(statuses).to.have.length(1);
    expect(response).to.not.equal(undefined);
    expect(fake.journal.toText()).to.include('Control.Status#');
    expect(fake.journal.toText()).to.include('fault faults[0] strikes at response 2: reset INTERNAL_ERROR');
  });

  it('loses the request of a Status, also when the build is not there yet', async () => {
    const { client } = await start({
      scenario: {
        builds: [three],
        faults: [fault('Status').at({ message: 1, direction: 'request' }).does({ drop: true })],
      },
    });
    const status = client.open('Control.Status');
    await status.send({ ref: 'r' });
    status.halfClose();
    await build(client, 'r', {}, { order: ['Solve', 'Ping'] });
    expect((await status.status).code).to.not.equal(0);
    expect(status.messages).to.deep.equal([]);
  });

  it('in Invoke strikes LLBBridge.ExecProcess, and divides what is said there', async () => {
    const { client } = await start({
      scenario: {
        programs: [program('cat').on(/^(.*)\n/, { send: '$1\n' })],
        faults: [fault('Invoke').atResponse(2).does({ split: 3 })],
      },
    });
    const opened = await container(client);
    await opened.start(['cat']);
    await opened.say({ kind: 'file', value: { fd: 0, data: Buffer.from('abcdef\n'), eof: true } });
    const said = await opened.untilDone();
    const pieces = said.filter(({ input }) => input?.kind === 'file' && input.value.fd === 1 && !input.value.eof);
    expect(pieces).to.have.length(3);
    expect(written(said, 1)).to.equal('abcdef\n');
    await opened.close();
  });

  it('in Info strikes Control.Info', async () => {
    const { client } = await start({ scenario: { faults: [fault('Info').fails('UNAVAILABLE')] } });
    const error: unknown = await client.call('Control.Info', {}).catch((seen: unknown) => seen);
    expect(error).to.include({ codeName: 'UNAVAILABLE' });
    await client.call('Control.Info', {});
  });

  it("strikes an RPC by BuildKit's own name, internal builds too, and knows the build of LLBBridge", async () => {
    const { fake, client } = await start({
      scenario: {
        faults: [
          fault('Control.Solve').fails('ABORTED', 'first'),
          fault('LLBBridge.Ping').of('r').fails('RESOURCE_EXHAUSTED', 'busy'),
          fault('Control.Session').of('s2').fails('UNAUTHENTICATED'),
        ],
      },
    });
    const first: unknown = await client
      .call('Control.Solve', { ref: 'p', internal: true })
      .catch((seen: unknown) => seen);
    expect(first).to.include({ codeName: 'ABORTED' });
    const solving = client.call('Control.Solve', { ref: 'r' });
    const ping: unknown = await client.call('LLBBridge.Ping', {}, of('r')).catch((seen: unknown) => seen);
    expect(ping).to.include({ codeName: 'RESOURCE_EXHAUSTED', rpcMessage: 'busy' });
    await client.call('LLBBridge.Return', { result: {} }, of('r'));
    await solving;
    const session = client.open('Control.Session', { metadata: { 'x-docker-expose-session-uuid': ['s2'] } });
    expect((await session.status).code).to.equal(16);
    expect(notes(fake).filter((text) => text.includes('strikes'))).to.have.length(3);
  });

  it('delays what a build says on the clock of the fake', async () => {
    const { fake, client } = await start({
      scenario: {
        builds: [script().add(vertex('[1/1] RUN a'))],
        faults: [fault('Build').at({ message: 1 }).delays('1h')],
      },
    });
    const began = fake.clock.now;
    await build(client, 'r');
    expect(fake.clock.now - began).to.be.at.least(3_600_000);
  });

  it('kills the server in the middle of a build, which is there again', async () => {
    const { fake, client } = await start({
      scenario: { builds: [three], faults: [fault('Status').atResponse(2).dies()] },
    });
    const deaths: string[] = [];
    fake.onDeath((reason) => deaths.push(reason));
    const { error } = await build(
      client,
      'r',
      {},
      { order: ['Solve', 'Status'], request: { frontend: 'dockerfile.v0' } },
    );
    expect(error).to.include({ codeName: 'UNAVAILABLE' });
    expect(deaths).to.deep.equal(['faults[0] says so']);
  });
});

describe('A fault in an RPC that the fake has not', () => {
  it('is passed over on BuildKit where the controller has one, and told', async () => {
    await using fake = await FakeBuildKit.start({
      scenario: { faults: [fault('Inspect').fails('ABORTED'), fault('Info').fails('ABORTED')] },
    });
    expect(fake.journal.toText()).to.include('faults[0] is passed over: BuildKit has no counterpart of Inspect');
    await fake
      .client()
      .call('Control.Info', {})
      .catch(() => undefined);
    await fake.client().call('Control.Info', {});
    fake.assertQuiescent();
  });

  it("is refused by the controller where it is BuildKit's, and nothing has changed", async () => {
    const faults = [fault('Info').fails('ABORTED'), fault('Control.Solve').fails('ABORTED')];
    await using fake = await FakeController.start();
    expect(() => fake.use({ faults })).to.throw('scenario: faults[1].rpc: the controller does not serve Control.Solve');
    await fake.client().rpc.info();
  });
});
