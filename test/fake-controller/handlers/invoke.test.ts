import { expect } from 'chai';
import { behaves } from '../../../src/protocol/behaviour.js';
import { revisions } from '../../../src/protocol/revision.js';
import { detailsOf } from '../../../src/protocol/status-details.js';
import { build, program, vertex } from '../../../src/index.js';
import type { Init, InvokeMessage } from '../../../src/protocol/messages.js';
import { answer, built, ending, ends, invoke, output, processIds, sees, settled, sh, type } from '../calls.js';
import { overTransports } from '../over-transports.js';

const idle = sh('echo up; sleep infinity');

overTransports('Invoke', (start) => {
  const firsts: readonly (readonly [Init<InvokeMessage>, string])[] = [
    [{ kind: 'file', fd: 0 }, '*pb.Message_File'],
    [{ kind: 'resize', rows: 1, cols: 1 }, '*pb.Message_Resize'],
    [{ kind: 'signal', name: 'SIGINT' }, '*pb.Message_Signal'],
    [{ kind: 'empty' }, '<nil>'],
  ];
  for (const [message, name] of firsts) {
    it(`is refused when it begins with ${message.kind}`, async () => {
      const { client } = await start();
      const call = client.rpc.invoke();
      void call.send(message);
      expect(await ending(call)).to.equal(`UNKNOWN: unexpected message: ${name}; wanted init`);
      expect(call.messages).to.be.empty;
    });
  }

  const laters: readonly (readonly [Init<InvokeMessage>, string])[] = [
    [{ kind: 'init', ref: 'r', processId: 'p' }, 'unexpected message: *pb.Message_Init'],
    [{ kind: 'empty' }, 'unexpected message: <nil>'],
    [{ kind: 'file', fd: 1 }, 'unexpected fd: 1'],
    [{ kind: 'file', fd: 7, eof: true }, 'unexpected fd: 7'],
  ];
  for (const [message, text] of laters) {
    it(`ends after both EOFs, and leaves the process alone, when a message is wrong: ${text}`, async () => {
      const { client } = await start();
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', idle);
      await sees(call, 'up');
      void call.send(message);
      expect(await ending(call)).to.equal(`UNKNOWN: ${text}`);
      expect(ends(call)).to.have.members([1, 2]);
      expect(await processIds(client, 'r')).to.deep.equal(['p']);
    });
  }

  for (const tty of [false, true]) {
    it(`ends CANCELED when the process exits with 0${tty ? ', on a TTY' : ''}, after its output and both EOFs`, async () => {
      const { client } = await start();
      await built(client, 'r');
      const call = invoke(client, 'r', 'p', sh('echo bye', { tty }));
      expect(await ending(call)).to.equal('CANCELLED: context canceled');
      expect(output(call)).to.equal(tty ? 'bye\r\n' : 'bye\n');
      expect(ends(call)).to.have.members([1, 2]);
      expect(
        call.messages.slice(-2).every((message) => message.kind === 'file' && message.eof && message.data.length === 0),
      ).to.equal(true);
      expect(await processIds(client, 'r')).to.deep.equal([]);
    });
  }

  for (const code of [1, 7, 127, 255]) {
    it(`ends UNKNOWN with exit code ${code}; from 0.12 on with an ExitMessage, twice`, async () => {
      for (const revision of revisions) {
        const { client } = await start({ revision });
        await built(client, 'r');
        const { message, details } = await invoke(client, 'r', 'p', sh(`exit ${code}`)).status;
        expect(message).to.equal(`exit code: ${code}`);
        const exits = detailsOf(details, 'github.com/moby/buildkit/gatewayapi.ExitMessage+json');
        expect(exits).to.deep.equal(behaves(revision, 'errorsCarryDetails') ? [{ Code: code }, { Code: code }] : []);
      }
    });
  }

  it('ends CANCELLED with a stack from 0.18, but for one whose process is taken over', async () => {
    const stacks = (details: Parameters<typeof detailsOf>[0]): number =>
      detailsOf(details, 'github.com/moby/buildkit/stack.Stack+json').length;
    for (const revision of revisions) {
      const { client } = await start({ revision });
      await built(client, 'r');
      const over = await invoke(client, 'r', 'p', sh('exit 0')).status;
      expect(over.message).to.equal('context canceled');
      expect(stacks(over.details), revision).to.equal(behaves(revision, 'cancellationsCarryStacks') ? 1 : 0);
      const first = invoke(client, 'r', 'q', idle);
      await sees(first, 'up');
      void invoke(client, 'r', 'q');
      const taken = await first.status;
      expect(taken.message).to.equal('context canceled');
      expect(stacks(taken.details), revision).to.equal(0);
    }
  });

  it('carries output in messages of at most 4096 bytes, on both files, nothing lost', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', sh('emit 100001; emit 5000 2; exit 4'));
    expect(await ending(call)).to.equal('UNKNOWN: exit code: 4');
    expect([output(call).length, output(call, 2).length]).to.deep.equal([100_001, 5000]);
    const sizes = call.messages.map((message) => (message.kind === 'file' ? message.data.length : -1));
    expect(Math.max(...sizes)).to.equal(4096);
    expect(sizes.filter((size) => size === 0)).to.have.length(2);
  });

  it('gives stdin to the process', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', { entrypoint: ['/bin/cat'] });
    const text = 'x'.repeat(100_000);
    void type(call, text);
    void type(call, 'END');
    expect(await sees(call, 'END')).to.equal(true);
    expect(output(call)).to.equal(`${text}END`);
  });

  it('takes data and EOF of one message as data, then EOF', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', { entrypoint: ['/bin/cat'] });
    void call.send({ kind: 'file', fd: 0, data: Buffer.from('last'), eof: true });
    expect(await sees(call, 'last')).to.equal(true);
    void type(call, 'more');
    expect(await ending(call)).to.equal('UNKNOWN: io: read/write on closed pipe');
    expect(await processIds(client, 'r')).to.deep.equal(['p']);
  });

  it('goes on after a half-close', async () => {
    const { client } = await start();
    await built(client, 'r');
    const call = invoke(client, 'r', 'p', sh('cat; exit 5'));
    void type(call, 'in');
    call.halfClose();
    expect(await sees(call, 'in')).to.equal(true);
    expect(call.ended).to.equal(undefined);
  });

  it('detaches when the client cancels, and can be attached to again without a configuration', async () => {
    const { client } = await start();
    await built(client, 'r');
    const first = invoke(client, 'r', 'p', { entrypoint: ['/bin/cat'] });
    void type(first, 'one');
    await sees(first, 'one');
    first.cancel();
    await settled(client);
    const second = invoke(client, 'r', 'p');
    void type(second, 'two');
    await sees(second, 'two');
    expect(output(second)).to.equal('two');
    expect(await processIds(client, 'r')).to.deep.equal(['p']);
  });

  it('detaches a client that has filled the stdin of its process and goes', async () => {
    const scenario = {
      builds: [build().add(vertex('[1/1] RUN true'))],
      programs: [program('busy').waits('1m').writes('late').stalls()],
    };
    const { fake, client } = await start({ quirks: { 'detached-output-lost': false }, clock: 'manual', scenario });
    await built(client, 'r');
    const first = invoke(client, 'r', 'p', { entrypoint: ['busy'] });
    for (let i = 0; i < 8; i++) void type(first, 'x'.repeat(32_768));
    await settled(client);
    first.cancel();
    await settled(client);
    await fake.clock.advance('1m');
    const second = invoke(client, 'r', 'p');
    expect(await sees(second, 'late')).to.equal(true);
  });

  it('takes a process over: the first stream ends with both EOFs, CANCELED, and the second goes on', async () => {
    const { client, connect } = await start();
    await built(client, 'r');
    const first = invoke(client, 'r', 'p', { entrypoint: ['/bin/cat'] });
    void type(first, 'one');
    await sees(first, 'one');
    const second = invoke(await connect(), 'r', 'p', sh('exit 9'));
    expect(await ending(first)).to.equal('CANCELLED: context canceled');
    expect(ends(first)).to.have.members([1, 2]);
    void type(second, 'two');
    await sees(second, 'two');
    expect(output(second)).to.equal('two');
  });

  it('stalls a process whose output nobody reads, until somebody else takes it over', async () => {
    const { client, connect } = await start();
    await built(client, 'r');
    const slow = invoke(client, 'r', 'p', sh('emit 1000000; echo END'));
    slow.pause();
    await settled(client);
    expect(await processIds(client, 'r')).to.deep.equal(['p']);
    const other = await connect();
    const fast = invoke(other, 'r', 'p');
    expect(await sees(fast, 'END')).to.equal(true);
    slow.resume();
    expect(await ending(slow)).to.equal('CANCELLED: context canceled');
    expect(output(slow).length + output(fast).length).to.be.within(1_000_004 - 4096, 1_000_004);
  });

  it('keeps processes of two sessions apart', async () => {
    const { client } = await start();
    await built(client, 'r');
    await built(client, 's');
    await sees(invoke(client, 'r', 'p', idle), 'up');
    await sees(invoke(client, 's', 'p', idle), 'up');
    await client.rpc.disconnect({ ref: 'r' });
    expect(await processIds(client, 's')).to.deep.equal(['p']);
  });

  it('runs what the image says when the client of 0.12 says nothing, and NoCmd as documented', async () => {
    const scenario = {
      builds: [build().image({ entrypoint: ['/bin/echo'], cmd: ['from', 'image'] })],
    };
    const { client } = await start({ revision: '0.12', scenario });
    await built(client, 'r');
    const table: readonly (readonly [object, string])[] = [
      [{ noCmd: true }, 'from image\n'],
      [{ cmd: ['given'] }, 'given\n'],
      [{}, '\n'],
      [{ entrypoint: ['/bin/echo', 'mine'], noCmd: true }, 'mine from image\n'],
    ];
    for (const [config, expected] of table) {
      const call = invoke(client, 'r', 'p', config);
      await call.status;
      expect(output(call)).to.equal(expected);
    }
  });

  it('runs the command of a failed step in 0.12 unless told otherwise', async () => {
    const scenario = { builds: [build().add(vertex('[2/2] RUN echo out; exit 3').exits(3))] };
    const { client } = await start({ revision: '0.12', scenario });
    await answer(built(client, 'r'));
    const own = invoke(client, 'r', 'p', { initial: true });
    expect(await ending(own)).to.equal('UNKNOWN: exit code: 3');
    expect(output(own)).to.equal('out\n');
    expect(await ending(invoke(client, 'r', 'q', sh('exit 4')))).to.equal('UNKNOWN: exit code: 4');
  });

  it('refuses a program that no script knows, with the difference', async () => {
    const { client } = await start({ scenario: { programs: [program('make').when({ tty: true })] } });
    await built(client, 'r');
    expect(await ending(invoke(client, 'r', 'p', { entrypoint: ['make'] }))).to.match(
      /^FAILED_PRECONDITION: no script matches the program "make".*programs\[0\].*tty/s,
    );
    expect(await processIds(client, 'r')).to.deep.equal([]);
  });
});
