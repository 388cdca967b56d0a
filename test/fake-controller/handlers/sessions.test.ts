import { expect } from 'chai';
import { build, vertex } from '../../../src/index.js';
import { answer, built, ending, ends, invoke, processIds, sees, settled, sh } from '../calls.js';
import { overTransports } from '../over-transports.js';

const context = { contextPath: '.' } as const;

overTransports('List, Disconnect, Info and Inspect', (start) => {
  it('list no session at first, and every ref that was built, whatever List asks for', async () => {
    const { client } = await start();
    expect((await client.rpc.list()).refs).to.deep.equal([]);
    const refs = ['a', ' ', 'ref with spaces', 'é\u0000', 'x'.repeat(10_000), '__proto__'];
    for (const ref of refs) await built(client, ref);
    expect((await client.rpc.list({ ref: 'nothing' })).refs).to.have.members(refs);
  });

  it('forget a session by Disconnect, as often as it is said', async () => {
    const { client } = await start();
    await built(client, 'r');
    for (let i = 0; i < 3; i++) expect(await answer(client.rpc.disconnect({ ref: 'r' }))).to.equal('OK');
    expect((await client.rpc.list()).refs).to.deep.equal([]);
    expect(await answer(client.rpc.listProcesses({ ref: 'r' }))).to.equal('UNKNOWN: unknown ref "r"');
  });

  it('end every process of the session, with both files, by Disconnect', async () => {
    const { client } = await start();
    await built(client, 'r');
    const calls = ['p', 'q'].map((id) => invoke(client, 'r', id, sh('echo up; sleep infinity')));
    for (const call of calls) await sees(call, 'up');
    await client.rpc.disconnect({ ref: 'r' });
    for (const call of calls) {
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
      expect(ends(call)).to.have.members([1, 2]);
    }
  });

  it('let the ref of a disconnected build be built anew while the old one runs, which then ends OK', async () => {
    const { fake, client } = await start({
      clock: 'manual',
      scenario: { builds: [build().once().add(vertex('slow').takes('1h'))], fallback: true },
    });
    const status = client.rpc.status({ ref: 'r' });
    const old = answer(client.rpc.build({ ref: 'r', options: context }));
    await status.find(() => true);
    await client.rpc.disconnect({ ref: 'r' });
    expect((await client.rpc.list()).refs).to.deep.equal([]);
    const renewed = built(client, 'r');
    await fake.clock.advance('1m');
    expect(await renewed).to.not.be.empty;
    await fake.clock.advance('1h');
    expect(await old).to.equal('OK');
    expect(await ending(status)).to.equal('OK');
  });

  it('leave an Input alone that is under way', async () => {
    const { client } = await start();
    client.rpc.status({ ref: 'r' });
    const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '-' } }));
    const input = client.rpc.input();
    void input.send({ kind: 'init', ref: 'r' });
    await settled(client);
    await client.rpc.disconnect({ ref: 'r' });
    expect(input.ended).to.equal(undefined);
    void input.send({ kind: 'data', data: Buffer.from('FROM scratch'), eof: true });
    input.halfClose();
    expect(await ending(input)).to.equal('OK');
    expect(await reply).to.equal('UNKNOWN: build: unknown key r');
  });

  it('tell package, version and revision as told', async () => {
    const { client } = await start({ info: { version: 'v9', revision: 'abc' } });
    const { buildxVersion } = await client.rpc.info();
    expect(buildxVersion).to.deep.equal({ package: 'github.com/docker/buildx', version: 'v9', revision: 'abc' });
  });

  it('inspect the options of the last build that left a result', async () => {
    const scenario = { builds: [build().when({ target: 'bad' }).fails('no', { leavesResult: false }), build()] };
    const { client } = await start({ revision: '0.12', scenario });
    void answer(client.rpc.build({ ref: 'r', options: { ...context, target: 'one' } }));
    await settled(client);
    expect(await client.rpc.inspect({ ref: 'r' })).to.deep.equal({});
    await client.rpc.status({ ref: 'r' }).status;
    await settled(client);
    expect((await client.rpc.inspect({ ref: 'r' })).options?.target).to.equal('one');
    await answer(built(client, 'r', { ...context, target: 'bad' }));
    expect((await client.rpc.inspect({ ref: 'r' })).options?.target).to.equal('one');
    await built(client, 'r', { ...context, target: 'two', shmSize: 5n, buildArgs: { a: 'b' } });
    const { options } = await client.rpc.inspect({ ref: 'r' });
    expect(options).to.deep.include({ target: 'two', shmSize: 5n, buildArgs: { a: 'b' } });
  });

  it('show processes with the configuration that they were started with', async () => {
    const { client } = await start();
    await built(client, 'r');
    await sees(invoke(client, 'r', 'p', sh('echo up; sleep infinity', { env: ['A=B'], tty: true, cwd: '/x' })), 'up');
    invoke(client, 'r', 'p', sh('true'));
    await settled(client);
    const { processes } = await client.rpc.listProcesses({ ref: 'r' });
    expect(processes).to.have.length(1);
    expect(processes[0]?.invokeConfig).to.deep.include({ env: ['A=B'], tty: true, cwd: '/x', rollback: false });
    expect(await processIds(client, 'r')).to.deep.equal(['p']);
  });
});
