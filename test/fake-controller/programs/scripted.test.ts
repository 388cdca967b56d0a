import { expect } from 'chai';
import { build, exit, program, send, stall, vertex, wait, type ProgramBuilder } from '../../../src/index.js';
import type { FakeControllerOptions } from '../../../src/fake-controller/options.js';
import { built, ending, invoke, output, processIds, sees, settled, type } from '../calls.js';
import { overTransports, type Start } from '../over-transports.js';

async function played(start: Start, script: ProgramBuilder, options: FakeControllerOptions = {}, config: object = {}) {
  const builds = [build().add(vertex('a'))];
  const started = await start({ ...options, scenario: { builds, programs: [script] } });
  await built(started.client, 'r');
  return { ...started, call: invoke(started.client, 'r', 'p', { entrypoint: ['/usr/bin/tool'], ...config }) };
}

overTransports('A scripted program', (start) => {
  it('takes its steps in order, and ends with 0 after the last', async () => {
    const { call } = await played(
      start,
      program('tool').writes('out').writes('err', { fd: 2 }).waits('2h').writes('.'),
    );
    expect(await ending(call)).to.equal('CANCELLED: context canceled');
    expect([output(call), output(call, 2)]).to.deep.equal(['out.', 'err']);
  });

  it('waits on the clock', async () => {
    const { call, fake, client } = await played(start, program('tool').writes('a').waits('10s').writes('b').exits(3), {
      clock: 'manual',
    });
    await sees(call, 'a');
    await fake.clock.advance(9999);
    await settled(client);
    expect(output(call)).to.equal('a');
    await fake.clock.advance(1);
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 3');
    expect(output(call)).to.equal('ab');
  });

  it('expects stdin by text or pattern, in any pieces, and leaves the rest', async () => {
    const { call } = await played(
      start,
      program('tool').expects('name: ').expects(/\d+\n/).writes('ok').expects('rest').exits(5),
    );
    for (const part of ['na', 'me: 4', '2\nre', 'st']) void type(call, part);
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 5');
    expect(output(call)).to.equal('ok');
  });

  it('reacts to stdin with the groups of its pattern, and prompts after every line', async () => {
    const { call } = await played(
      start,
      program('tool')
        .prompts('> ')
        .on(/^add (\d+)\n/, send('+$1\n'))
        .on(/^exit (\d+)\n/, exit('$1')),
    );
    void type(call, 'add 7\nnonsense\nexit 259\n');
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 3');
    expect(output(call)).to.equal('> +7\n> > ');
  });

  it('reacts to what comes first in stdin, and to all that a message holds', async () => {
    const { call } = await played(start, program('tool').on('a', send('1')).on('b', send('2')).on('q', exit(0)));
    void type(call, 'abaq');
    await call.status;
    expect(output(call)).to.equal('121');
  });

  it('matches what is split in the middle of a character', async () => {
    const { call } = await played(start, program('tool').on('é!', send('oui'), exit(0)));
    const bytes = Buffer.from('é!');
    for (const byte of bytes) void call.send({ kind: 'file', fd: 0, data: Uint8Array.of(byte) });
    await call.status;
    expect(output(call)).to.equal('oui');
  });

  it('stalls until it is killed', async () => {
    const { call, client } = await played(start, program('tool').writes('up').does(stall()));
    await sees(call, 'up');
    expect(await processIds(client, 'r')).to.deep.equal(['p']);
    await client.rpc.disconnect({ ref: 'r' });
    expect(await ending(call)).to.equal('CANCELLED: context canceled');
  });

  it('that fails to start says why', async () => {
    const { call } = await played(start, program('tool').failsToStart('no such device'));
    expect(await ending(call)).to.equal('UNKNOWN: failed to start container: no such device');
  });

  it('sees the end of stdin and signals where the server passes them on', async () => {
    const script = program('tool').onSignal('SIGHUP', send('hup ')).onEof(send('eof'), wait('1s'), exit(6));
    const { call } = await played(start, script, { quirks: 'none' });
    void call.send({ kind: 'signal', name: 'SIGHUP' });
    void call.send({ kind: 'file', fd: 0, eof: true });
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 6');
    expect(output(call)).to.equal('hup eof');
  });

  it('ends by a signal that it has no reaction to, with 128 and its number', async () => {
    const { call } = await played(start, program('tool').prompts('').on('never', exit(0)), { quirks: 'none' });
    void call.send({ kind: 'signal', name: 'SIGTERM' });
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 143');
  });

  it('is chosen by how it is started', async () => {
    const scenario = {
      builds: [build().add(vertex('a'))],
      programs: [
        program('tool').when({ tty: true }).exits(1),
        program('tool')
          .when({ env: ['A=B'] })
          .exits(2),
        program('tool')
          .when({ user: 'u', cwd: { glob: '/x*' } })
          .exits(3),
        program('tool')
          .when({ args: { exactly: ['-v'] } })
          .once()
          .exits(4),
        program({ glob: '*' }).exits(5),
      ],
    };
    const { client } = await start({ scenario });
    await built(client, 'r');
    const table = [
      [{ tty: true }, 1],
      [{ env: ['Z=', 'A=B'] }, 2],
      [{ user: 'u', cwd: '/xy' }, 3],
      [{ cmd: ['-v'] }, 4],
      [{ cmd: ['-v'] }, 5],
      [{ entrypoint: ['/other'] }, 5],
    ] as const;
    for (const [config, code] of table) {
      const call = invoke(client, 'r', 'p', { entrypoint: ['/usr/bin/tool'], ...config });
      expect(await ending(call)).to.equal(`UNKNOWN: exit code: ${code}`);
    }
  });
});
