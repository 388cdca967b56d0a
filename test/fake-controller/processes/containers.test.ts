import { expect } from 'chai';
import { built, ending, ends, invoke, output, processIds, sees, settled, sh, type, type Invoke } from '../calls.js';
import type { Init, InvokeConfig } from '../../../src/protocol/messages.js';
import { overTransports, type Started } from '../over-transports.js';

const shell = sh('echo up; sh');
const cancelled = 'CANCELLED: context canceled';
const exited = (code: number): string => `UNKNOWN: exit code: ${code}`;
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

  const disconnect = (client: Started['client'], processId: string): Promise<unknown> =>
    client.rpc.disconnectProcess({ ref: 'r', processId }).catch(() => {});
  const deaths: readonly (readonly [
    how: string,
    which: 'first' | 'second',
    die: (client: Started['client'], doomed: Invoke) => Promise<unknown>,
    own: string,
    other: string,
  ])[] = [
    ['exits with 0', 'first', (_, doomed) => type(doomed, 'exit 0\n'), cancelled, 'UNKNOWN: exit code: 137'],
    ['exits with 4', 'first', (_, doomed) => type(doomed, 'exit 4\n'), exited(4), 'UNKNOWN: exit code: 137'],
    ['is disconnected', 'first', (client) => disconnect(client, 'doomed'), cancelled, 'UNKNOWN: exit code: 137'],
    ['exits with 4', 'second', (_, doomed) => type(doomed, 'exit 4\n'), exited(4), `${exited(137)}: exit code: 4`],
    [
      'is disconnected',
      'second',
      (client) => disconnect(client, 'doomed'),
      cancelled,
      `${exited(137)}: exit code: 137`,
    ],
  ];
  for (const [how, which, die, own, other] of deaths) {
    it(`goes at once when its ${which} process ${how}, and all others end with 137`, async () => {
      const { client } = await start();
      await built(client, 'r');
      const [first = '', second = ''] = which === 'first' ? ['doomed', 'other'] : ['other', 'doomed'];
      const calls = { [first]: await running(client, first, shell), [second]: await running(client, second, shell) };
      await die(client, calls['doomed']!);
      expect(await ending(calls['doomed']!)).to.equal(own);
      expect(await ending(calls['other']!)).to.equal(other);
      expect(ends(calls['other']!)).to.have.members([1, 2]);
      expect(await processIds(client, 'r')).to.deep.equal([]);
      await running(client, 'next');
      expect(await processIds(client, 'r')).to.deep.equal(['next']);
    });
  }

  it('may tell of what its first process took along together with that exit: a race', async () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 8; seed++) {
      const { client } = await start({ races: 'seeded', seed });
      await built(client, 'r');
      const first = await running(client, 'a', shell);
      await running(client, 'b');
      void type(first, 'exit 4\n');
      seen.add(await ending(first));
    }
    expect([...seen]).to.have.members([exited(4), 'UNKNOWN: exit code: 4: exit code: 137']);
  });

  for (const tty of [true, false]) {
    const onTerminal = tty ? 'on its terminal' : 'on its standard error';
    const complaint = 'unable to start container process: exec: "/nope": stat /nope: no such file or directory';
    const shownBy = (call: Invoke): readonly string[] => [output(call, 1), output(call, 2)];
    const told = (text: string): readonly string[] => (tty ? [`${text}\r\n`, ''] : ['', `${text}\n`]);

    it(`is not there without its first process: the runtime says why ${onTerminal}`, async () => {
      const { client } = await start();
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { entrypoint: ['/nope'], tty });
      expect(await ending(call)).to.equal(exited(1));
      expect(shownBy(call)).to.deep.equal(told(`runc run failed: ${complaint}`));
      expect(await processIds(client, 'r')).to.deep.equal([]);
    });

    it(`goes when another process cannot be started in it: the runtime says why ${onTerminal}`, async () => {
      const { client } = await start();
      await built(client, 'r');
      const other = await running(client, 'a');
      const call = invoke(client, 'r', 'p', { entrypoint: ['/nope'], tty });
      expect(await ending(call)).to.equal(exited(255));
      expect(shownBy(call)).to.deep.equal(told(`exec failed: ${complaint}`));
      expect(await ending(other)).to.equal(`${exited(137)}: exit code: 255`);
    });
  }

  it('keeps a process that cannot be started, unnoticed, until its stdin gets something', async () => {
    const { client } = await start({ quirks: { 'unnoticed-exit': true } });
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', { entrypoint: ['/nope'] });
    await call.find((message) => message.kind === 'file' && message.fd === 2);
    await settled(client);
    expect(await processIds(client, 'r')).to.deep.equal(['p']);
    void type(call, 'x');
    expect(await ending(call)).to.equal(exited(1));
  });

  it('keeps a process without TTY that went with it, unnoticed, until its stdin gets something', async () => {
    const { client } = await start({ quirks: { 'unnoticed-exit': true } });
    await built(client, 'r');
    const first = await running(client, 'a', { ...shell, tty: true });
    const [deaf, typedTo] = [await running(client, 'b'), await running(client, 'c')];
    void type(first, 'exit 4\n');
    expect(await ending(first)).to.equal(exited(4));
    await settled(client);
    expect(await processIds(client, 'r')).to.deep.equal(['b', 'c']);
    void type(typedTo, 'x');
    expect(await ending(typedTo)).to.equal(exited(137));
    await running(client, 'd');
    expect(await ending(deaf)).to.equal(cancelled);
  });

  it('refuses a process without a command: in the base the server, after that the runtime', async () => {
    for (const [revision, expected, text] of [
      ['2023-04', 'UNKNOWN: specify args to execute', ''],
      ['0.12', exited(1), 'runc run failed: args must not be empty\r\n'],
    ] as const) {
      const { client } = await start({ revision });
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', { tty: true });
      expect(await ending(call)).to.equal(expected);
      expect(ends(call)).to.have.members([1, 2]);
      expect(output(call)).to.equal(text);
    }
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
