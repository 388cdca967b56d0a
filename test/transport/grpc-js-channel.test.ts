import { connectivityState, InterceptingCall, Metadata, type ChannelInterface, type StatusObject } from '@grpc/grpc-js';
import { expect } from 'chai';
import { FakeController } from '../../src/index.js';
import { genericClient, type GenericClient } from './generic-client.js';

// What grpc-js documents of channels and clients; what only a socket has is in docs/fake-controller.md.
for (const transport of ['in process', 'over a socket'] as const) {
  describe(`A channel of grpc-js, ${transport}`, () => {
    let fake: FakeController;
    let client: GenericClient;
    let channel: ChannelInterface;

    beforeEach(async () => {
      fake = await FakeController.start({
        clock: 'manual',
        scenario: { builds: [{ vertices: [{ name: 'a', takes: '1h' }] }] },
      });
      client = genericClient(transport === 'in process' ? fake.channel : await fake.listen());
      channel = client.getChannel();
    });
    afterEach(async () => {
      client.close();
      await fake.stop();
    });

    const ready = (deadline: Date | number): Promise<Error | undefined> =>
      new Promise((resolve) => client.waitForReady(deadline, resolve));
    const changed = (from: connectivityState, deadline: Date | number): Promise<Error | undefined> =>
      new Promise((resolve) => channel.watchConnectivityState(from, deadline, resolve));
    const info = (options: object = {}): Promise<unknown> =>
      new Promise((resolve) =>
        client.Info({}, new Metadata(), options, (_: unknown, reply: unknown) => resolve(reply)),
      );

    it('is idle, and ready once it is asked to connect', async () => {
      expect(channel.getConnectivityState(false)).to.equal(connectivityState.IDLE);
      expect(await ready(Date.now() + 5000)).to.equal(undefined);
      expect(channel.getConnectivityState(false)).to.equal(connectivityState.READY);
      expect(await ready(new Date(Date.now() + 5000))).to.equal(undefined);
    });

    it('tells of the next change to another state, and not that it is in another already', async () => {
      const error = await changed(connectivityState.READY, Date.now() + 50);
      expect(error).to.be.instanceOf(Error);
      const next = changed(connectivityState.READY, Date.now() + 5000);
      channel.getConnectivityState(true);
      expect(await next).to.equal(undefined);
    });

    for (const ms of [-1, 50]) {
      it(`tells that a state has not changed in ${ms} ms`, async () => {
        await ready(Number.POSITIVE_INFINITY);
        const error = await changed(connectivityState.READY, new Date(Date.now() + ms));
        expect(error)
          .to.be.instanceOf(Error)
          .with.property('message', 'Deadline passed without connectivity state change');
      });
    }

    it('tells those who watch when it is closed, and then refuses calls and watchers', async () => {
      await ready(Number.POSITIVE_INFINITY);
      const closed = changed(connectivityState.READY, Number.POSITIVE_INFINITY);
      client.close();
      expect(await closed).to.equal(undefined);
      // Asked to connect, grpc-js would leave that state again.
      expect(channel.getConnectivityState(false)).to.equal(connectivityState.SHUTDOWN);
      expect(() => client.Info({}, () => {})).to.throw('Channel has been shut down');
      expect(() => channel.watchConnectivityState(connectivityState.SHUTDOWN, Date.now(), () => {})).to.throw(
        'Channel has been shut down',
      );
      client.close();
    });

    it('lets calls go on that are under way when it is closed', async () => {
      await ready(Number.POSITIVE_INFINITY);
      const status = client.Status({ ref: 'r' });
      status.on('error', () => {});
      let messages = 0;
      status.on('data', () => messages++);
      const ended = new Promise<StatusObject>((resolve) => status.on('status', resolve));
      const built = new Promise((resolve) =>
        client.Build({ ref: 'r', options: { contextPath: '.' } }, (error: unknown) => resolve(error)),
      );
      // A call is answered that was made after them: they are under way.
      await info();
      client.close();
      await fake.clock.runAll();
      expect(await built).to.equal(null);
      expect((await ended).code).to.equal(0);
      expect(messages).to.be.greaterThan(0);
    });

    it('lets the fake die on calls that outlive it', async () => {
      await ready(Number.POSITIVE_INFINITY);
      const status = client.Status({ ref: 'r' });
      status.on('error', () => {});
      const ended = new Promise<StatusObject>((resolve) => status.on('status', resolve));
      await info();
      client.close();
      await fake.stop();
      expect((await ended).code).to.equal(14);
    });

    it('runs interceptors, with the metadata that they add', async () => {
      const interceptor = (options: object, next: (options: never) => never): InterceptingCall =>
        new InterceptingCall(next(options as never), {
          start(metadata, listener, go) {
            metadata.set('x-added', 'yes');
            go(metadata, listener);
          },
        });
      expect(await info({ interceptors: [interceptor] })).to.be.an('object');
    });

    it('names its target, and has a number for channelz', () => {
      expect(channel.getTarget()).to.be.a('string').that.is.not.empty;
      expect(channel.getChannelzRef()).to.include({ kind: 'channel' });
    });
  });
}
