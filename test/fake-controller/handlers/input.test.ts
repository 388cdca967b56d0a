import { expect } from 'chai';
import { build } from '../../../src/index.js';
import type { InputMessage } from '../../../src/protocol/messages.js';
import { answer, ending, settled } from '../calls.js';
import { overTransports, type Started } from '../over-transports.js';

const reads = { contextPath: '-' } as const;
const data = (text: string, eof = false) => ({ kind: 'data', data: Buffer.from(text), eof }) as const;
type Sent = ReturnType<typeof data> | { readonly kind: 'init'; readonly ref: string } | { readonly kind: 'empty' };

/** The reply of each says what the build has read. */
function echo(texts: readonly string[]) {
  return {
    builds: texts.map((stdin) =>
      build()
        .when({ stdin })
        .replies({ read: `<${stdin}>` }),
    ),
  };
}

/** What a build reads when its Input sends this after Init, and how both end. */
async function send({ client }: Started, messages: readonly Sent[], halfClose = false) {
  const status = client.rpc.status({ ref: 'r' });
  const reply = client.rpc.build({ ref: 'r', options: reads });
  const input = client.rpc.input();
  for (const message of [{ kind: 'init', ref: 'r' } as const, ...messages]) void input.send(message);
  if (halfClose) input.halfClose();
  const read = await reply.then(
    ({ exporterResponse }) => exporterResponse['read'],
    (error: Error) => error.message,
  );
  await status.status;
  return { read, input };
}

overTransports('Input', (start) => {
  const x = 'FROM x\n';
  const table: readonly (readonly [title: string, messages: readonly Sent[], halfClose: boolean, read: string])[] = [
    ['bytes, then EOF', [data('FROM '), data('x\n'), data('', true)], true, x],
    ['bytes and EOF in one message: bytes first', [data('FROM x\n', true)], true, x],
    ['a half-close without EOF, which means the same', [data('FROM x\n')], true, x],
    ['nothing but EOF', [data('', true)], true, ''],
    ['nothing but a half-close', [], true, ''],
    [
      'empty data, a second Init and an empty message between: ignored',
      [data('FROM '), data(''), { kind: 'init', ref: 'q' }, { kind: 'empty' }, data('x\n', true)],
      true,
      x,
    ],
    ['more after EOF: dropped', [data('FROM x\n', true), data('more')], false, x],
  ];
  for (const [title, messages, halfClose, expected] of table) {
    it(`brings a build its stdin and ends OK without a message: ${title}`, async () => {
      const { read, input } = await send(await start({ scenario: echo([expected]) }), messages, halfClose);
      expect(read).to.equal(`<${expected}>`);
      expect(await ending(input)).to.equal('OK');
      expect(input.messages).to.deep.equal([]);
    });
  }

  it('ends OK at once when the client half-closes before anything', async () => {
    const { client } = await start();
    const input = client.rpc.input();
    input.halfClose();
    expect(await ending(input)).to.equal('OK');
    expect(input.messages).to.deep.equal([]);
  });

  const first: readonly InputMessage[] = [{ kind: 'data', data: Buffer.from('x'), eof: false }, { kind: 'empty' }];
  for (const message of first) {
    it(`is refused when it begins with ${message.kind}`, async () => {
      const { client } = await start();
      const input = client.rpc.input();
      void input.send(message);
      expect(await ending(input)).to.equal('UNKNOWN: unexpected message: *pb.InputInitMessage; wanted init');
    });
  }

  it('waits for the first Build of its ref', async () => {
    const { client } = await start({ scenario: echo([x]) });
    const input = client.rpc.input();
    void input.send({ kind: 'init', ref: 'r' });
    void input.send(data(x, true));
    await settled(client);
    expect(input.ended).to.equal(undefined);
    client.rpc.status({ ref: 'r' });
    expect((await client.rpc.build({ ref: 'r', options: reads })).exporterResponse['read']).to.equal(`<${x}>`);
  });

  it('keeps a build waiting that reads stdin, before it has reported anything', async () => {
    const { client } = await start();
    const status = client.rpc.status({ ref: 'r' });
    const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '.', dockerfileName: '-' } }));
    await settled(client);
    expect(status.messages).to.be.empty;
    const input = client.rpc.input();
    void input.send({ kind: 'init', ref: 'r' });
    void input.send(data(x, true));
    expect(await reply).to.equal('OK');
  });

  it('may be two for one build: both write, the first to end ends stdin for the other', async () => {
    const { client } = await start({ scenario: { builds: [build().replies({ done: 'yes' })] } });
    const status = client.rpc.status({ ref: 'r' });
    const reply = answer(client.rpc.build({ ref: 'r', options: reads }));
    const inputs = [client.rpc.input(), client.rpc.input()] as const;
    for (const input of inputs) void input.send({ kind: 'init', ref: 'r' });
    for (const input of inputs) void input.send(data('x'));
    await settled(client);
    inputs[0].halfClose();
    expect(await ending(inputs[0])).to.equal('OK');
    expect(await reply).to.equal('OK');
    await status.status;
    void inputs[1].send(data('too late'));
    inputs[1].halfClose();
    expect(await ending(inputs[1])).to.equal('UNKNOWN: io: read/write on closed pipe');
  });

  it('fails what it writes when the build ends without reading', async () => {
    const { client } = await start();
    const reply = answer(client.rpc.build({ ref: 'r', options: { contextPath: '.' } }));
    const input = client.rpc.input();
    void input.send({ kind: 'init', ref: 'r' });
    void input.send(data('unread'));
    await settled(client);
    expect(await ending(client.rpc.status({ ref: 'r' }))).to.equal('OK');
    expect(await reply).to.equal('OK');
    input.halfClose();
    expect(await ending(input)).to.equal('UNKNOWN: io: read/write on closed pipe');
  });

  it('given to a re-Build too early attaches to the stdin of the build before', async () => {
    const { client } = await start({ scenario: echo([x]) });
    await client.build(reads, { ref: 'r', stdin: x });
    const early = client.rpc.input();
    void early.send({ kind: 'init', ref: 'r' });
    void early.send(data(x));
    await settled(client);
    const status = client.rpc.status({ ref: 'r' });
    const reply = client.rpc.build({ ref: 'r', options: reads });
    early.halfClose();
    expect(await ending(early)).to.equal('UNKNOWN: io: read/write on closed pipe');
    await settled(client);
    expect(status.messages).to.be.empty;
    const input = client.rpc.input();
    void input.send({ kind: 'init', ref: 'r' });
    void input.send(data(x, true));
    expect((await reply).exporterResponse['read']).to.equal(`<${x}>`);
  });

  it('carries a megabyte in any pieces', async () => {
    const { client } = await start({ scenario: { builds: [build().when({ stdin: 'x'.repeat(1_000_000) })] } });
    expect(await answer(client.build(reads, { stdin: 'x'.repeat(1_000_000) }))).to.equal('OK');
  });

  it('gives no details of a closed pipe, in 0.12 either', async () => {
    const { client } = await start({ revision: '0.12' });
    await client.build({ contextPath: '.' }, { ref: 'r' });
    const input = client.rpc.input();
    void input.send({ kind: 'init', ref: 'r' });
    void input.send(data('x'));
    input.halfClose();
    const { message, details } = await input.status;
    expect([message, details]).to.deep.equal(['io: read/write on closed pipe', []]);
  });
});
