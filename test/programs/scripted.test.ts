import { expect } from 'chai';
import {
  barrier,
  build,
  closeStdin,
  exit,
  program,
  release,
  send,
  stall,
  stallStdin,
  vertex,
  wait,
  type ProgramBuilder,
} from '../../src/index.js';
import type { FakeControllerOptions } from '../../src/fake-controller/options.js';
import { built, ending, invoke, output, processIds, sees, settled, type } from '../fake-controller/calls.js';
import { overTransports, type Start } from '../fake-controller/over-transports.js';

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

  it('waits at barriers, releases them, and shares them with the test', async () => {
    const script = program('tool').writes('a').waitsAt('go').writes('b').releases('went').exits(3);
    const { call, fake } = await played(start, script);
    await fake.barrier('go');
    await sees(call, 'a');
    expect(output(call)).to.equal('a');
    expect(() => fake.assertQuiescent()).to.throw(/held at barrier +go +process "p"/);
    fake.release('go');
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 3');
    expect(output(call)).to.equal('ab');
    expect(fake.journal.toText()).to.contain('barrier "went" is released by process "p"');
  });

  it('leaves its barrier when it is killed', async () => {
    const { call, client, fake } = await played(start, program('tool').waitsAt('go'));
    await fake.barrier('go');
    await client.rpc.disconnect({ ref: 'r' });
    expect(await ending(call)).to.equal('CANCELLED: context canceled');
    fake.assertQuiescent();
  });

  it('reads and writes side by side, and is done when both are', async () => {
    const script = program('tool')
      .reads({ expect: 'in' }, release('in'), wait('2s'))
      .prints(send('out'), wait('1s'), barrier('in'), send('!'));
    const { call } = await played(start, script);
    await sees(call, 'out');
    void type(call, 'in');
    expect(await ending(call)).to.equal('CANCELLED: context canceled');
    expect(output(call)).to.equal('out!');
  });

  it('ends as soon as one of its sides exits', async () => {
    const script = program('tool').reads({ expect: 'q' }, exit(4)).prints(send('up'), stall());
    const { call } = await played(start, script);
    await sees(call, 'up');
    void type(call, 'q');
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 4');
  });

  it('crashes as by a signal', async () => {
    const { call } = await played(start, program('tool').writes('x').crashes());
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 137');
    expect(output(call)).to.equal('x');
  });

  it('that is not there fails to start as one that does not exist', async () => {
    const { call } = await played(start, program('tool').notFound());
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 1');
    expect(output(call, 2)).to.equal(
      'runc run failed: unable to start container process: exec: "/usr/bin/tool": stat /usr/bin/tool: no such file or directory\n',
    );
  });

  it('reacts to bytes, and expects them', async () => {
    const script = program('tool').expects(Uint8Array.of(0xff, 0x00)).on(Uint8Array.of(0xfe), send('got'), exit(0));
    const { call } = await played(start, script);
    void call.send({ kind: 'file', fd: 0, data: Uint8Array.of(0xff, 0x00, 0x80, 0xfe) });
    await call.status;
    expect(output(call)).to.equal('got');
  });

  it('closes its stdin: what comes is lost, and holds nobody back', async () => {
    const script = program('tool')
      .does(closeStdin())
      .writes('closed')
      .waitsAt('request')
      .on('x', exit(9))
      .onEof(exit(2));
    const { call, fake } = await played(start, script);
    await sees(call, 'closed');
    for (let i = 0; i < 4; i++) await call.send({ kind: 'file', fd: 0, data: new Uint8Array(65_536).fill(120) });
    fake.release('request');
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 2');
  });

  it('that reads no more from its stdin holds its client back', async () => {
    const { call, client, fake } = await played(start, program('tool').does(stallStdin()).writes('up').waitsAt('end'));
    await sees(call, 'up');
    for (let i = 0; i < 40; i++) void call.send({ kind: 'file', fd: 0, data: new Uint8Array(65_536) });
    await settled(client);
    expect(fake.journal.filter({ rpc: 'Invoke', kind: 'request' })).to.have.length.below(10);
    fake.release('end');
    expect(await ending(call)).to.equal('CANCELLED: context canceled');
  });

  it('reacts to a new size of its terminal', async () => {
    const script = program('tool').onResize(send('$1 rows, $2 columns'), exit(0));
    const { call } = await played(start, script, { quirks: { 'ignores-signals': false } }, { tty: true });
    void call.send({ kind: 'resize', rows: 24, cols: 80 });
    await call.status;
    expect(output(call)).to.equal('24 rows, 80 columns');
  });

  it('ends by a signal without a reaction in the middle of its steps too', async () => {
    const { call } = await played(start, program('tool').writes('up').does(stall()), { quirks: 'none' });
    await sees(call, 'up');
    void call.send({ kind: 'signal', name: 'SIGKILL' });
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 137');
  });

  it('that gets something else than it expects ends with both, side by side', async () => {
    const { call } = await played(start, program('tool').writes('$ ').expects('cd /\nls -l\n'));
    await sees(call, '$ ');
    void type(call, 'cd /\nls -a\n');
    expect(await ending(call)).to.equal(
      [
        'FAILED_PRECONDITION: programs[0].steps[1].expect: stdin is not what the script expects:',
        '        | expected  | seen',
        ' line 1 | "cd /\\n"  | "cd /\\n"',
        ' line 2 | "ls -l\\n" | "ls -a\\n" | <== first difference',
      ].join('\n'),
    );
  });

  it('that expects more than stdin has ends when that is over', async () => {
    for (const expected of ['quit', /q(u)it/]) {
      const { call } = await played(start, program('tool').expects(expected), { quirks: 'none' });
      void type(call, 'qu');
      void call.send({ kind: 'file', fd: 0, eof: true });
      expect(await ending(call)).to.match(/^FAILED_PRECONDITION: programs\[0\].steps\[0\].expect: stdin is not/);
    }
  });

  it('cannot start where no container can be made', async () => {
    const builds = [build().add(vertex('a')).containerFails('no space left on device')];
    const { client } = await start({ scenario: { builds } });
    await built(client, 'r');
    expect(await ending(invoke(client, 'r', 'p', { entrypoint: ['true'] }))).to.equal(
      'UNKNOWN: failed to initialize IO server: failed to create container no space left on device',
    );
  });

  it('writes much that is told in few words', async () => {
    const script = program('tool').writes({ repeat: 'ab', bytes: 5 }).writes({ lines: 12 });
    const { call } = await played(start, script);
    await call.status;
    expect(output(call)).to.equal('ababa1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n');
  });
});
