import { expect } from 'chai';
import { build, vertex } from '../../../src/index.js';
import { answer, built, ending, settled } from '../calls.js';
import { overTransports } from '../over-transports.js';

const context = { contextPath: '.' } as const;

overTransports('Status', (start) => {
  it('waits for the Build of a ref that nobody has built', async () => {
    const { client } = await start();
    const status = client.rpc.status({ ref: 'r' });
    await settled(client);
    expect(status.ended).to.equal(undefined);
    await client.rpc.build({ ref: 'r', options: context });
    expect(await ending(status)).to.equal('OK');
  });

  it('gives a first subscriber that comes late everything', async () => {
    const { client } = await start();
    void answer(client.rpc.build({ ref: 'late', options: context }));
    await settled(client);
    const late = client.rpc.status({ ref: 'late' });
    await late.status;
    expect(late.messages.map(({ vertices }) => vertices.map(({ name }) => name))).to.deep.equal(
      (await built(client, 'early')).map(({ vertices }) => vertices.map(({ name }) => name)),
    );
  });

  it('gives a second subscriber only what comes later', async () => {
    const { fake, client } = await start({
      clock: 'manual',
      scenario: { builds: [build().add(vertex('a').takes('1s'), vertex('b').takes('1s'))] },
    });
    const first = client.rpc.status({ ref: 'r' });
    void answer(client.rpc.build({ ref: 'r', options: context }));
    await first.find(({ vertices }) => vertices.some(({ started }) => started !== undefined));
    const second = client.rpc.status({ ref: 'r' });
    await settled(client);
    await fake.clock.runAll();
    await Promise.all([first.status, second.status]);
    const names = second.messages.flatMap(({ vertices }) =>
      vertices.map(({ name, completed }) => `${name} ${completed === undefined ? 'starts' : 'is done'}`),
    );
    expect(names).to.not.include('a starts');
    expect(first.messages.length + second.messages.length).to.equal(5);
    expect(second.messages.length).to.be.greaterThan(0);
  });

  it('streams on to the end of the build after Disconnect', async () => {
    const { fake, client } = await start({
      clock: 'manual',
      scenario: { builds: [build().add(vertex('a').takes('1s'))] },
    });
    const status = client.rpc.status({ ref: 'r' });
    const reply = answer(client.rpc.build({ ref: 'r', options: context }));
    await status.find(() => true);
    await client.rpc.disconnect({ ref: 'r' });
    await fake.clock.runAll();
    expect(await ending(status)).to.equal('OK');
    expect(status.messages).to.have.length(3);
    expect(await reply).to.equal('UNKNOWN: build: unknown key r');
  });

  it('waits through Disconnect, until somebody builds that ref again', async () => {
    const { client } = await start();
    await built(client, 'r');
    await client.rpc.disconnect({ ref: 'r' });
    const status = client.rpc.status({ ref: 'r' });
    await settled(client);
    expect(status.ended).to.equal(undefined);
    await client.rpc.build({ ref: 'r', options: context });
    expect(await ending(status)).to.equal('OK');
  });

  it('ends OK when the build fails', async () => {
    const { client } = await start({ scenario: { builds: [build().add(vertex('[1/1] RUN x').exits(1))] } });
    const status = client.rpc.status({ ref: 'r' });
    expect(await answer(client.rpc.build({ ref: 'r', options: context }))).to.match(/^UNKNOWN/);
    expect(await ending(status)).to.equal('OK');
    expect(status.messages.at(-1)?.vertices[0]?.error).to.match(/exit code: 1$/);
  });

  it('reports what ran as cancelled when the client of the base cancels its Build', async () => {
    const { fake, client } = await start({
      clock: 'manual',
      scenario: { builds: [build().add(vertex('a').after(), vertex('b').takes('1h').after(), vertex('c'))] },
    });
    const status = client.rpc.status({ ref: 'r' });
    const call = client.rpc.open('Build');
    void call.send({ ref: 'r', options: context });
    await status.find(({ vertices }) =>
      vertices.some(({ name, completed }) => name === 'a' && completed !== undefined),
    );
    await fake.clock.advance('1s');
    call.cancel();
    expect(await ending(status)).to.equal('OK');
    const last = status.messages.at(-1)?.vertices.map(({ name, error }) => [name, error]);
    expect(last).to.deep.equal([['b', 'context canceled']]);
    expect(fake.clock.pending()).to.deep.equal([]);
  });

  it('stalls the build when its client does not read, after what fits on the way', async () => {
    // 4 MiB in messages of 16 KiB, without any time between them.
    const vertices = Array.from({ length: 256 }, (_, i) => vertex(`v${i}`).logs('x'.repeat(16_384)));
    const { fake, client } = await start({ scenario: { builds: [build().add(...vertices)] } });
    const status = client.rpc.status({ ref: 'r' });
    status.pause();
    const reply = answer(client.rpc.build({ ref: 'r', options: context }));
    let before = -1;
    for (let sent = 0; sent !== before; ) {
      before = sent;
      for (let i = 0; i < 10; i++) await settled(client);
      sent = fake.journal.filter({ rpc: 'Status', kind: 'response' }).length;
    }
    expect(before).to.be.within(3, 200);
    expect(await Promise.race([reply, client.rpc.info().then(() => 'runs')])).to.equal('runs');
    status.resume();
    expect(await reply).to.equal('OK');
    expect(await ending(status)).to.equal('OK');
    expect(status.messages).to.have.length(1 + 256 * 3);
  });

  it('deals the messages of one instant out to its streams in turn', async () => {
    const vertices = Array.from({ length: 9 }, (_, i) => vertex(`v${i}`).internal());
    const { client } = await start({ scenario: { builds: [build().add(...vertices)] }, quirks: 'all' });
    const statuses = [1, 2, 3].map(() => client.rpc.status({ ref: 'r' }));
    await settled(client);
    await client.rpc.build({ ref: 'r', options: context });
    await Promise.all(statuses.map(({ status }) => status));
    // A vertex starts in one message, and is done in the next.
    const told = statuses.map(({ messages }) =>
      messages.flatMap((message) => message.vertices.map(({ name, completed }) => `${name}${completed ? '.' : ''}`)),
    );
    expect(told).to.deep.equal([
      ['v0', 'v1.', 'v3', 'v4.', 'v6', 'v7.'],
      ['v0.', 'v2', 'v3.', 'v5', 'v6.', 'v8'],
      ['v1', 'v2.', 'v4', 'v5.', 'v7', 'v8.'],
    ]);
  });
});
