import { type CallOptions, InterceptingCall, type Interceptor, Metadata, propagate } from '@grpc/grpc-js';
import { expect } from 'chai';
import { fault } from '../../src/index.js';
import { call, list, overChannels, retryPolicy, serviceConfig } from './over-channels.js';

const info = '/buildx.controller.v1.Controller/Info';

// What grpc-js documents of the options of channels, clients and calls; what only a socket has is in docs/fake-controller.md.
overChannels('Options of grpc-js', (channels) => {
  describe('interceptors', () => {
    const adding =
      (value: string): Interceptor =>
      (options, next) =>
        new InterceptingCall(next(options), {
          start(metadata, listener, go) {
            metadata.add('x-added', value);
            go(metadata, listener);
          },
        });

    it('of the client run on each call, those of the call in their place', async () => {
      channels.start();
      const client = await channels.connect({}, { interceptors: [adding('client'), adding('second')] });
      await call(client);
      await call(client, { interceptors: [adding('call')] });
      expect(channels.heard.map((metadata) => metadata['x-added'])).to.deep.equal([['client', 'second'], ['call']]);
    });

    it('come from providers, too, which are told the method', async () => {
      channels.start();
      const provider = ({ path }: { readonly path: string }): Interceptor => adding(path);
      const client = await channels.connect({}, { interceptor_providers: [provider] });
      await call(client);
      await call(client, { interceptor_providers: [provider, provider] });
      expect(channels.heard.map((metadata) => metadata['x-added'])).to.deep.equal([[info], [info, info]]);
    });

    it('and providers exclude one another', async () => {
      channels.start();
      const client = await channels.connect();
      const both = { interceptors: [adding('a')], interceptor_providers: [() => adding('b')] };
      expect(() => client.Info({}, new Metadata(), both, () => {})).to.throw(
        'Both interceptors and interceptor_providers were passed as call options.',
      );
    });
  });

  describe('sizes', () => {
    it('hold for what is sent, and -1 is no limit', async () => {
      channels.start();
      const hundred = 'x'.repeat(100);
      expect(await list(await channels.connect({ 'grpc.max_send_message_length': 99 }), hundred)).to.equal(
        'RESOURCE_EXHAUSTED Attempted to send message with a size larger than 99',
      );
      expect(await list(await channels.connect({ 'grpc.max_send_message_length': -1 }), hundred)).to.equal('OK');
    });

    it('hold for what is received, 0 as well, and -1 is no limit', async () => {
      channels.start({ faults: [fault('Info').always().atResponse(1).does({ oversize: 5_000_000 })] });
      for (const [limit, says] of [
        [0, 'RESOURCE_EXHAUSTED Received message larger than max (5000000 vs 0)'],
        [4_999_999, 'RESOURCE_EXHAUSTED Received message larger than max (5000000 vs 4999999)'],
        [5_000_000, 'OK'],
        [-1, 'OK'],
      ] as const) {
        expect(await call(await channels.connect({ 'grpc.max_receive_message_length': limit }))).to.equal(says);
      }
      expect(await call(await channels.connect())).to.equal(
        'RESOURCE_EXHAUSTED Received message larger than max (5000000 vs 4194304)',
      );
    });
  });

  it('of the connection are taken, and change no call', async () => {
    channels.start();
    const client = await channels.connect({
      'grpc.keepalive_time_ms': 10_000,
      'grpc.keepalive_timeout_ms': 5000,
      'grpc.keepalive_permit_without_calls': 1,
      'grpc.default_authority': 'example.com',
      'grpc.primary_user_agent': 'first/1',
      'grpc.secondary_user_agent': 'last/2',
      'grpc.enable_http_proxy': 0,
      'grpc.enable_channelz': 0,
    });
    expect(await call(client)).to.equal('OK');
  });

  it('take metadata that waits until the server is ready', async () => {
    channels.start();
    expect(await call(await channels.connect(), {}, new Metadata({ waitForReady: true }))).to.equal('OK');
  });

  describe('a parent call', () => {
    const parentWith = (until: Date | number): object => ({ on: () => {}, getDeadline: () => until });

    for (const [flags, says] of [
      [propagate.DEFAULTS, /^DEADLINE_EXCEEDED/],
      [propagate.DEADLINE, /^DEADLINE_EXCEEDED/],
      [propagate.CANCELLATION, /^OK$/],
    ] as const) {
      it(`passes on its deadline as propagate_flags ${flags} say`, async () => {
        channels.start();
        const options = { parent: parentWith(new Date(Date.now() - 1000)), propagate_flags: flags } as CallOptions;
        expect(await call(await channels.connect(), options)).to.match(says);
      });
    }

    it('does not prolong a deadline of its own', async () => {
      channels.start();
      const options = { parent: parentWith(Number.POSITIVE_INFINITY), deadline: Date.now() - 1 } as CallOptions;
      expect(await call(await channels.connect(), options)).to.match(/^DEADLINE_EXCEEDED/);
    });
  });

  it('take deadlines that are none', async () => {
    channels.start();
    const client = await channels.connect();
    expect(await call(client, { deadline: Number.POSITIVE_INFINITY })).to.equal('OK');
    expect(await call(client, { deadline: new Date(Date.now() + 60_000) })).to.equal('OK');
    expect(() => client.Info({}, new Metadata(), { deadline: 'soon' }, () => {})).to.throw(
      'Channel#createCall: deadline must be a number or Date',
    );
    for (const deadline of [Number.NaN, new Date(Number.NaN)]) {
      expect(await call(client, { deadline })).to.match(/^DEADLINE_EXCEEDED/);
    }
  });

  // What the table in the guide says of the two.
  describe('differ', () => {
    it('in hedging, for which a socket makes several calls at once', async () => {
      channels.start({ faults: [fault('Info').times(2).fails('UNAVAILABLE', 'busy')] });
      const hedgingPolicy = { maxAttempts: 3, hedgingDelay: '60s', nonFatalStatusCodes: ['UNAVAILABLE'] };
      const ended = await call(await channels.connect(serviceConfig({ hedgingPolicy })));
      expect(ended).to.equal(channels.differing('UNAVAILABLE busy', 'OK'));
      expect(channels.heard).to.have.length(channels.differing(1, 3));
    });

    it('in waiting for a server that is gone', async () => {
      channels.start({ faults: [fault('Info').dies({ forGood: true })] });
      const client = await channels.connect();
      expect(await call(client)).to.equal('UNAVAILABLE Connection dropped');
      const waiting = new Metadata({ waitForReady: true });
      const ended = await call(client, { deadline: Date.now() + 200 }, waiting);
      expect(ended).to.match(channels.differing(/^UNAVAILABLE No connection established$/, /^DEADLINE_EXCEEDED/));
    });

    it('in the words of the client to its server', async () => {
      channels.start();
      await call(
        await channels.connect({ 'grpc.primary_user_agent': 'first/1', 'grpc.secondary_user_agent': 'last/2' }),
      );
      const agent = String(channels.heard[0]?.['user-agent']);
      expect(agent).to.match(channels.differing(/^undefined$/, /^first\/1 grpc-node-js\/\S+ last\/2$/));
    });

    it('in the time between two attempts, which is exact on the clock of the fake', async () => {
      const long = {
        ...retryPolicy,
        initialBackoff: channels.differing('60s', '0.01s'),
        maxBackoff: channels.differing('90s', '0.02s'),
      };
      channels.start({ faults: [fault('Info').times(3).fails('UNAVAILABLE')] });
      const began = channels.fake.clock.now;
      expect(await call(await channels.connect(serviceConfig({ retryPolicy: long })))).to.equal('OK');
      expect(channels.fake.clock.now - began).to.equal(channels.differing(60_000 + 90_000 + 90_000, 0));
    });
  });
});
