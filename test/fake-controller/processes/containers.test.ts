import { expect } from 'chai';
import { program } from '../../../src/index.js';
import { built, ending, ends, invoke, processIds, sees, settled, sh, type } from '../calls.js';
import type { Init, InvokeConfig } from '../../../src/protocol/messages.js';
import { overTransports, type Started } from '../over-transports.js';

const idle = sh('echo up; sleep infinity');

async function running(client: Started['client'], id: string, config: Init<InvokeConfig> = idle) {
  const call = invoke(client, 'r', id, config);
  await sees(call, 'up');
  return call;
}

overTransports('A container', (start) => {
  it('is shared by the processes of a session', async () => {
    const { client } = await start();
    await built(client, 'r');
    for (const id of ['a', 'b', 'c']) await running(client, id);
    expect(await processIds(client, 'r')).to.deep.equal(['a', 'b', 'c']);
  });

  it('is left alone by the good end of a process that is not its first', async () => {
    const { client } = await start();
    await built(client, 'r');
    await running(client, 'a');
    expect(await ending(invoke(client, 'r', 'b', sh('true')))).to.match(/^CANCELLED/);
    await running(client, 'c');
    expect(await processIds(client, 'r')).to.deep.equal(['a', 'c']);
  });

  it('goes with its first process, however that ends, when the next one starts', async () => {
    const { client } = await start();
    await built(client, 'r');
    await running(client, 'a');
    const other = await running(client, 'b');
    await client.rpc.disconnectProcess({ ref: 'r', processId: 'a' }).catch(() => {});
    expect(other.ended).to.equal(undefined);
    await running(client, 'c');
    expect(await ending(other)).to.equal('CANCELLED: context canceled');
    expect(await processIds(client, 'r')).to.deep.equal(['c']);
  });

  it('goes when its first process has ended with 0', async () => {
    const { client } = await start({
      scenario: { programs: [program('ends').writes('up').expects('go').exits(0)], fallback: true },
    });
    await built(client, 'r');
    const first = await running(client, 'a', { entrypoint: ['ends'] });
    const second = await running(client, 'b');
    void type(first, 'go');
    expect(await ending(first)).to.equal('CANCELLED: context canceled');
    expect(await processIds(client, 'r')).to.deep.equal(['b']);
    await running(client, 'c');
    expect(await ending(second)).to.equal('CANCELLED: context canceled');
  });

  it('is made anew by Rollback: all others end with both EOFs, CANCELED', async () => {
    const { client } = await start();
    await built(client, 'r');
    const others = [await running(client, 'a'), await running(client, 'b')];
    await running(client, 'c', { ...idle, rollback: true });
    for (const other of others) {
      expect(await ending(other)).to.equal('CANCELLED: context canceled');
      expect(ends(other)).to.have.members([1, 2]);
    }
    await running(client, 'd');
    expect(await processIds(client, 'r')).to.deep.equal(['c', 'd']);
  });

  it('is not touched by Rollback of a process that exists: that is an attach', async () => {
    const { client } = await start();
    await built(client, 'r');
    await running(client, 'a');
    await running(client, 'b');
    invoke(client, 'r', 'a', { ...idle, rollback: true });
    await settled(client);
    expect(await processIds(client, 'r')).to.deep.equal(['a', 'b']);
  });

  it('can serve a process of the same name again after it has ended', async () => {
    const { client } = await start();
    await built(client, 'r');
    for (const code of [3, 4])
      expect(await ending(invoke(client, 'r', 'p', sh(`exit ${code}`)))).to.equal(`UNKNOWN: exit code: ${code}`);
  });
});
