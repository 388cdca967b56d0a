import { expect } from 'chai';
import { FakeBuildKit } from '../../src/index.js';
import { of, overTransports } from './client.js';

overTransports('A call whose build does not begin', (start) => {
  it('is given up after 3 s where it is of LLBBridge, and after 6 s where it is a Status', async () => {
    const { fake, client } = await start({ clock: 'manual' });
    const status = client.open('Control.Status');
    await status.send({ ref: 'r' });
    status.halfClose();
    const ping = client.call('LLBBridge.Ping', {}, of('r')).catch((error: unknown) => error);
    // Both have come when an RPC that came later has been answered, and both wait.
    while (fake.clock.pending().filter(({ label }) => label.includes('Control.Solve of "r"')).length < 2)
      await client.call('Control.Info', {});
    await fake.clock.advance('2999ms');
    expect(fake.clock.pending()).to.have.length(2);
    await fake.clock.advance('1ms');
    expect(await ping).to.include({ codeName: 'NOT_FOUND', rpcMessage: 'forwarding Ping: no such job r' });
    expect(status.ended).to.equal(undefined);
    await fake.clock.advance('3s');
    expect(await status.status).to.include({ code: 5, message: 'no such job r' });
    expect(fake.clock.pending()).to.deep.equal([]);
    expect(fake.journal.toText()).to.match(
      /LLBBridge\.Ping#\d+ waits for a Control\.Solve of "r" no longer: nobody has begun it for 3 s/,
    );
  });

  it('goes on where it begins in time', async () => {
    const { fake, client } = await start({ clock: 'manual' });
    const ping = client.call('LLBBridge.Ping', {}, of('r'));
    while (fake.clock.pending().length < 1) await client.call('Control.Info', {});
    await fake.clock.advance('2999ms');
    const solving = client.call('Control.Solve', { ref: 'r' });
    expect((await ping).workers).to.have.length(1);
    expect(fake.clock.pending()).to.deep.equal([]);
    await client.call('LLBBridge.Return', { result: {} }, of('r'));
    await solving;
    fake.assertQuiescent();
  });

  it('is given up, too, when the build is over', async () => {
    const { fake, client } = await start({ clock: 'manual' });
    const solving = client.call('Control.Solve', { ref: 'over' });
    await client.call('LLBBridge.Return', { result: {} }, of('over'));
    await solving;
    const late = client.call('LLBBridge.Solve', {}, of('over')).catch((error: unknown) => error);
    while (fake.clock.pending().length < 1) await client.call('Control.Info', {});
    await fake.clock.advance('3s');
    expect(await late).to.include({ codeName: 'NOT_FOUND', rpcMessage: 'forwarding Solve: no such job over' });
  });

  it('leaves nothing when it is cancelled meanwhile', async () => {
    const { fake, client } = await start({ clock: 'manual' });
    const status = client.open('Control.Status');
    await status.send({ ref: 'r' });
    while (fake.clock.pending().length < 1) await client.call('Control.Info', {});
    status.cancel();
    expect((await status.status).code).to.equal(1);
    while (fake.clock.pending().length > 0) await client.call('Control.Info', {});
    await client.call('Control.Info', {});
    fake.assertQuiescent();
  });
});

describe('A call that names no build', () => {
  it('is refused', async () => {
    await using fake = await FakeBuildKit.start();
    const error: unknown = await fake
      .client()
      .call('LLBBridge.Ping', {})
      .catch((seen: unknown) => seen);
    expect(error).to.include({ codeName: 'UNKNOWN', rpcMessage: 'forwarding Ping: no buildid found in context' });
  });
});
