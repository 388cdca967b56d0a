import { once } from 'node:events';
import {
  InterceptingCall,
  Metadata,
  connectivityState,
  status,
  type Interceptor,
  type StatusObject,
} from '@grpc/grpc-js';
import { expect } from 'chai';
import { FakeController, program, exit } from '../../src/index.js';
import type { MethodName } from '../../src/protocol/methods.js';
import { genericClient, type GenericClient } from './generic-client.js';

type Transport = 'in process' | 'unix' | 'tcp';
const transports: readonly Transport[] = ['in process', 'unix', 'tcp'];

/** What a unary call gives: its reply or its error, and its status. */
function unary(
  client: GenericClient,
  method: MethodName,
  request: object,
  options: object = {},
): Promise<{ error?: StatusObject; reply?: unknown }> {
  return new Promise((resolve) => {
    client[method](request, new Metadata(), options, (error: StatusObject | null, reply: unknown) =>
      resolve(error === null ? { reply } : { error }),
    );
  });
}

for (const transport of transports) {
  describe(`A grpc-js client, ${transport}`, () => {
    let fake: FakeController;
    let client: GenericClient;

    beforeEach(async () => {
      fake = await FakeController.start({
        scenario: {
          programs: [
            program('echo').on(/^(.*)\n/, { send: '$1!\n' }),
            program('burst')
              .writes('x'.repeat(4096 * 20))
              .exits(3),
            program('flood')
              .writes('x'.repeat(4096 * 200))
              .stalls(),
            program('shell').on(/^exit (\d+)\n/, exit('$1')),
          ],
        },
      });
      client = await connect();
    });

    afterEach(async () => {
      client.close();
      await fake.stop();
    });

    async function connect(options = {}): Promise<GenericClient> {
      if (transport === 'in process') return genericClient(fake.channel, options);
      return genericClient(await fake.listen(transport === 'tcp' ? '127.0.0.1:0' : 'unix'), options);
    }

    async function built(ref: string): Promise<void> {
      const progress = client['Status']({ ref });
      progress.resume();
      const ended = once(progress, 'end');
      const { error } = await unary(client, 'Build', { ref, options: { contextPath: '.' } });
      expect(error).to.equal(undefined);
      await ended;
    }

    async function invoked(ref: string, name: string) {
      await built(ref);
      const call = client['Invoke']();
      call.on('error', () => {});
      call.write({ kind: 'init', ref, processId: 'p', invokeConfig: { entrypoint: [name] } });
      return call;
    }

    it('makes unary calls', async () => {
      const { reply } = await unary(client, 'Info', {});
      expect(reply).to.have.nested.property('buildxVersion.package', 'github.com/docker/buildx');
    });

    it('gets the error of a unary call, code and text', async () => {
      const { error } = await unary(client, 'Disconnect', { ref: '' });
      expect(error).to.include({ code: status.UNKNOWN, details: 'disconnect: empty key' });
    });

    it('reads a server stream to its end', async () => {
      const progress = client['Status']({ ref: 'r' });
      const messages: unknown[] = [];
      progress.on('data', (message: unknown) => messages.push(message));
      const ended = once(progress, 'status');
      await unary(client, 'Build', { ref: 'r', options: { contextPath: '.' } });
      const [final] = (await ended) as [StatusObject];
      expect(final.code).to.equal(status.OK);
      expect(messages).to.have.length.greaterThan(3);
    });

    it('ends a client stream without a response: grpc-js makes that UNIMPLEMENTED', async () => {
      const result = new Promise<StatusObject | null>((resolve) => {
        const call = client['Input']((error: StatusObject | null) => resolve(error));
        call.end();
      });
      expect(await result).to.include({ code: status.UNIMPLEMENTED, details: 'No message received' });
    });

    it('talks both ways on a bidirectional stream', async () => {
      const call = await invoked('r', 'echo');
      const first = once(call, 'data');
      call.write({ kind: 'file', fd: 0, data: Buffer.from('hi\n') });
      expect((await first)[0])
        .to.have.property('data')
        .that.satisfies((data: Uint8Array) => Buffer.from(data).equals(Buffer.from('hi!\n')));
      call.cancel();
    });

    it('gives headers before the first message, and the status once, last', async () => {
      const events: string[] = [];
      const progress = client['Status']({ ref: 'r' });
      for (const event of ['metadata', 'data', 'end', 'status']) progress.on(event, () => events.push(event));
      const ended = once(progress, 'status');
      await unary(client, 'Build', { ref: 'r', options: { contextPath: '.' } });
      await ended;
      expect(events[0]).to.equal('metadata');
      expect(events.filter((event) => event === 'status')).to.have.length(1);
      expect(events.slice(1, -2).every((event) => event === 'data')).to.equal(true);
    });

    it('ends with CANCELLED when the client cancels, and the fake sees it', async () => {
      const call = client['Status']({ ref: 'nobody' });
      const seen = new Promise<void>((resolve) => {
        fake.journal.onEntry(({ kind, rpc }) => kind === 'request' && rpc === 'Status' && resolve());
      });
      await seen;
      const cancelled = new Promise<void>((resolve) => {
        fake.journal.onEntry(({ kind, rpc }) => kind === 'cancel' && rpc === 'Status' && resolve());
      });
      const failed = once(call, 'error');
      call.cancel();
      expect((await failed)[0]).to.include({ code: status.CANCELLED, details: 'Cancelled on client' });
      await cancelled;
    });

    it('takes a write after cancel, and calls it back without an error', async () => {
      const call = await invoked('r', 'echo');
      call.write({ kind: 'file', fd: 0, data: Buffer.from('hi\n') });
      await once(call, 'data');
      call.cancel();
      const error = await new Promise((resolve) => {
        expect(call.write({ kind: 'file', fd: 0 }, resolve)).to.equal(true);
      });
      expect(error ?? undefined).to.equal(undefined);
    });

    for (const [name, deadline] of [
      ['a number', () => Date.now() + 200],
      ['a Date', () => new Date(Date.now() + 200)],
      ['a Date that is past', () => new Date(Date.now() - 1000)],
    ] as const) {
      it(`ends with DEADLINE_EXCEEDED after ${name}`, async () => {
        const call = client['Status']({ ref: 'nobody' }, new Metadata(), { deadline: deadline() });
        const [error] = (await once(call, 'error')) as [StatusObject];
        expect(error.code).to.equal(status.DEADLINE_EXCEEDED);
        expect(error.details).to.match(/^Deadline exceeded/);
      });
    }

    it('passes no deadline on where there is none', async () => {
      const { reply } = await unary(client, 'List', {}, { deadline: Number.POSITIVE_INFINITY });
      expect(reply).to.deep.equal({ refs: [] });
    });

    it('is cancelled with its parent call', async () => {
      const parent = Object.assign(client['Status']({ ref: 'other' }), { getDeadline: () => Number.POSITIVE_INFINITY });
      parent.on('error', () => {});
      const call = client['Status']({ ref: 'nobody' }, new Metadata(), { parent });
      const failed = once(call, 'error');
      parent.emit('cancelled');
      expect((await failed)[0]).to.include({ code: status.CANCELLED, details: 'Cancelled by parent call' });
      parent.cancel();
    });

    it('runs client interceptors', async () => {
      const seen: string[] = [];
      const interceptor: Interceptor = (options, next) =>
        new InterceptingCall(next(options), {
          start: (metadata, _listener, start) => {
            start(metadata, { onReceiveMessage: (message, done) => (seen.push('message'), done(message)) });
          },
        });
      await unary(client, 'List', {}, { interceptors: [interceptor] });
      expect(seen).to.deep.equal(['message']);
    });

    it('refuses a message over its own receive limit', async () => {
      await built('r');
      const limited =
        transport === 'in process'
          ? genericClient(fake.createChannel({ maxReceiveMessageLength: 5 }))
          : await connect({ 'grpc.max_receive_message_length': 5 });
      const { error } = await unary(limited, 'Info', {});
      expect(error?.code).to.equal(status.RESOURCE_EXHAUSTED);
      expect(error?.details).to.match(/^Received message larger than max \(\d+ vs 5\)$/);
      limited.close();
    });

    it('gets RESOURCE_EXHAUSTED for a request over 4 MiB', async () => {
      const { error } = await unary(client, 'List', { ref: 'x'.repeat(4_194_305) });
      expect(error?.code).to.equal(status.RESOURCE_EXHAUSTED);
      expect(error?.details).to.match(/^grpc: received message larger than max \(\d+ vs\. 4194304\)$/);
    });

    it('holds back a process whose output is not read', async () => {
      const call = await invoked('r', 'flood');
      let sent = 0;
      fake.journal.onEntry(({ rpc, kind }) => {
        if (rpc === 'Invoke' && kind === 'response') sent++;
      });
      // grpc-js holds nothing back before it has been asked for a first message.
      await once(call, 'data');
      call.pause();
      for (let turn = 0; turn < 50; turn++) await unary(client, 'List', {});
      expect(sent).to.be.lessThan(120);
      call.cancel();
    });

    it('is told READY by waitForReady, and refuses calls once closed', async () => {
      await new Promise<void>((resolve, reject) => {
        client.waitForReady(Date.now() + 2000, (error) => (error ? reject(error) : resolve()));
      });
      expect(client.getChannel().getConnectivityState(false)).to.equal(connectivityState.READY);
      client.close();
      expect(() => client['List']({}, () => {})).to.throw('Channel has been shut down');
    });

    it('loses what it has not asked for when an error status comes', async () => {
      const call = await invoked('r', 'burst');
      const messages: unknown[] = [];
      const over = once(call, 'error');
      call.on('data', (message: unknown) => messages.push(message));
      expect((await over)[0]).to.include({ code: status.UNKNOWN, details: 'exit code: 3' });
      expect(fake.journal.filter({ rpc: 'Invoke', kind: 'response' })).to.have.length(22);
      expect(messages.length).to.be.at.most(22);
    });
  });
}

describe('A channel in this process', () => {
  if (process.env['EXPECT_OLDEST_GRPC_JS'] !== undefined) {
    it('is held against the oldest grpc-js', () => {
      expect(import.meta.resolve('@grpc/grpc-js')).to.contain('/grpc-js-oldest/');
    });
  }

  it('keeps what an error status would overtake, when told so', async () => {
    await using fake = await FakeController.start({
      scenario: {
        programs: [
          program('burst')
            .writes('x'.repeat(4096 * 20))
            .exits(3),
        ],
      },
    });
    await fake.client().build({ contextPath: '.' }, { ref: 'r' });
    const client = genericClient(fake.createChannel({ overtaking: false }));
    const call = client['Invoke']();
    call.on('error', () => {});
    call.write({ kind: 'init', ref: 'r', processId: 'p', invokeConfig: { entrypoint: ['burst'] } });
    const messages: unknown[] = [];
    call.on('data', (message: unknown) => messages.push(message));
    await new Promise((resolve) => call.on('status', resolve));
    expect(messages).to.have.length(22);
  });
});
