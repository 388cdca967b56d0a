import { expect } from 'chai';
import { build, vertex } from '../../src/index.js';
import { built, ending, invoke, output, processIds, sees, settled, sh, type } from '../fake-controller/calls.js';
import { overTransports } from '../fake-controller/over-transports.js';

const tty = { entrypoint: ['sh'], tty: true } as const;

overTransports('The built-in sh', (start) => {
  const lists: readonly (readonly [list: string, out: string, err: string, end: string])[] = [
    ['true', '', '', 'CANCELLED: context canceled'],
    ['false', '', '', 'UNKNOWN: exit code: 1'],
    ['exit 300', '', '', 'UNKNOWN: exit code: 44'],
    ['false; exit', '', '', 'UNKNOWN: exit code: 1'],
    ['false; echo $?; true', '1\n', '', 'CANCELLED: context canceled'],
    ['echo a  b; echo "c  d" \'e;f\'', 'a b\nc  d e;f\n', '', 'CANCELLED: context canceled'],
    ['echo a\necho b', 'a\nb\n', '', 'CANCELLED: context canceled'],
    ['nonsense; echo $?', '127\n', 'sh: nonsense: not found\n', 'CANCELLED: context canceled'],
    ['/bin/echo x', 'x\n', '', 'CANCELLED: context canceled'],
    ['toString', '', 'sh: toString: not found\n', 'UNKNOWN: exit code: 127'],
    ['emit 10; emit 3 2', '1\n2\n3\n4\n5\n', '1\n2', 'CANCELLED: context canceled'],
    ['echo a; exec false; echo never', 'a\n', '', 'UNKNOWN: exit code: 1'],
    ['sleep 3600; exit 6', '', '', 'UNKNOWN: exit code: 6'],
    ['', '', '', 'CANCELLED: context canceled'],
    ['X=1; Y="$X 2"; echo $Y "$Z"; export Y; printenv Y', '1 2 \n1 2\n', '', 'CANCELLED: context canceled'],
    ['false && echo no || echo yes; true && echo more', 'yes\nmore\n', '', 'CANCELLED: context canceled'],
    [
      'echo lost >/tmp/x; echo lost 2>/dev/null >>y; echo kept 2>/dev/null',
      'kept\n',
      '',
      'CANCELLED: context canceled',
    ],
    ['nonsense 2>/dev/null; echo moved >&2', '', 'moved\n', 'CANCELLED: context canceled'],
    ['sh -c "exit 4"; echo $?; echo \\$HOME \'$HOME\'', '4\n$HOME $HOME\n', '', 'CANCELLED: context canceled'],
    ['echo a # not this', 'a\n', '', 'CANCELLED: context canceled'],
  ];
  for (const [list, out, err, end] of lists) {
    it(`runs -c ${JSON.stringify(list)}`, async () => {
      const { client } = await start();
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', sh(list));
      expect(await ending(call)).to.equal(end);
      expect([output(call), output(call, 2)]).to.deep.equal([out, err]);
    });
  }

  const unknown: readonly (readonly [list: string, what: string])[] = [
    ['echo a | cat', '|'],
    ['sleep 1 & true', '&'],
    ['echo $(date)', '$('],
    ['if true; then echo; fi', 'if'],
    ['cat <x', '<'],
    ["echo 'open", "'"],
  ];
  for (const [list, what] of unknown) {
    it(`says that it does not know ${what}, and ends with 2`, async () => {
      const { client } = await start();
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', sh(list));
      expect(await ending(call)).to.equal('UNKNOWN: exit code: 2');
      expect(output(call, 2))
        .to.match(/^sh: ".+" is not known to the built-in sh/)
        .and.include(JSON.stringify(what));
    });
  }

  it('has the arguments that follow its commands', async () => {
    const { client } = await start();
    await built(client, 'r');
    const config = { entrypoint: ['/bin/sh', '-c', 'echo $0 "$@" $#; printenv "$1"'], cmd: ['me', 'HOME', 'b  c'] };
    const call = invoke(client, 'r', 'p', config);
    expect(await ending(call)).to.equal('CANCELLED: context canceled');
    expect(output(call)).to.equal('me HOME b  c 2\n/root\n');
  });

  it('reads commands from stdin, however they are cut into messages', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', { entrypoint: ['/bin/sh'] });
    for (const part of ['echo o', 'ne\nech', 'o two; ex', 'it 8\necho never\n']) void type(call, part);
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 8');
    expect(output(call)).to.equal('one\ntwo\n');
  });

  it('prompts and echoes on a terminal, and writes CR LF', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', tty);
    await sees(call, '/ # ');
    void type(call, 'echo hi\r');
    await sees(call, 'hi\r\n/ # ');
    void type(call, 'exit 3\n');
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 3');
    expect(output(call)).to.equal('/ # echo hi\r\nhi\r\n/ # exit 3\r\n');
    expect(output(call, 2)).to.equal('');
  });

  it('lets a line be corrected with backspace, and ends at Ctrl-D on an empty one', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', tty);
    void type(call, 'falx\x7fse\n');
    void type(call, '\x04');
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 1');
    expect(output(call)).to.include('falx\b \bse\r\n');
  });

  it('is brought back by Ctrl-C from what runs, with 130', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', tty);
    await sees(call, '/ # ');
    for (const line of ['cat\n', 'abc\n']) void type(call, line);
    await sees(call, 'abc\r\nabc\r\n');
    void type(call, 'lost\x03');
    await sees(call, '^C\r\n/ # ');
    void type(call, 'echo $?\n');
    await sees(call, '130\r\n');
    // Typed ahead, before the shell has read it, it is dropped; so is a line that is not finished.
    void type(call, 'sleep infinity\n\x03');
    void type(call, 'exit 1\x03');
    void type(call, 'exit 2\n');
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 2');
  });

  it('puts standard error on file 1 of a terminal', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', sh('nonsense; exit 3', { tty: true }));
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 3');
    expect(output(call)).to.equal('sh: nonsense: not found\r\n');
  });

  it('sleeps on the clock', async () => {
    const { fake, client } = await start({ clock: 'manual', scenario: { builds: [build().add(vertex('a'))] } });
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', sh('echo up; sleep 10; echo done; sleep infinity'));
    await sees(call, 'up');
    await fake.clock.advance('9s');
    await settled(client);
    expect(output(call)).to.equal('up\n');
    await fake.clock.advance('1s');
    expect(await sees(call, 'done')).to.equal(true);
    expect(fake.clock.pending()).to.deep.equal([]);
  });
});

overTransports('The built-in cat', (start) => {
  it('gives back what it gets, byte for byte', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', { entrypoint: ['cat'] });
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    void call.send({ kind: 'file', fd: 0, data: bytes });
    await call.find(() => Buffer.concat(call.messages.map((m) => (m.kind === 'file' ? m.data : bytes))).length >= 256);
    expect(call.messages[0]).to.deep.include({ data: bytes });
  });

  it('gives back lines on a terminal, after their echo; Ctrl-D hands over the rest, a second one ends it', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', { entrypoint: ['cat'], tty: true });
    void type(call, 'one\r');
    await sees(call, 'one\r\none\r\n');
    void type(call, 'tw');
    await sees(call, 'tw');
    void type(call, '\x04');
    await sees(call, 'twtw');
    expect(await processIds(client, 'r')).to.deep.equal(['p']);
    void type(call, '\x04');
    expect(await ending(call)).to.equal('CANCELLED: context canceled');
  });
});
