import { EventEmitter, once } from 'node:events';
import type { Metadata, StatusObject } from '@grpc/grpc-js';
import { expect } from 'chai';
import { fault } from '../../src/index.js';
import { call, list, overChannels, retryPolicy, serviceConfig } from './over-channels.js';

/** The second attempt is a day away. */
const slowly = { ...retryPolicy, initialBackoff: '86400s', maxBackoff: '86400s' };

overChannels('Retries of grpc-js', (channels) => {
  it('make a call again until it is answered, and tell the server how often', async () => {
    channels.start({ faults: [fault('Info').times(3).fails('UNAVAILABLE', 'busy')] });
    expect(await call(await channels.connect(serviceConfig({ retryPolicy })))).to.equal('OK');
    expect(channels.heard.map((metadata) => metadata['grpc-previous-rpc-attempts'])).to.deep.equal([
      undefined,
      ['1'],
      ['2'],
      ['3'],
    ]);
  });

  it('tell the client how often, before it has what it wants', async () => {
    channels.start({ faults: [fault('Info').fails('ABORTED')] });
    const client = await channels.connect(serviceConfig({ retryPolicy }));
    const headers = await new Promise<Metadata>((resolve) => {
      const made = client.Info({}, () => {});
      made.on('metadata', resolve);
    });
    expect(headers.get('grpc-previous-rpc-attempts')).to.deep.equal(['1']);
  });

  it('end with maxAttempts, and with no more than five', async () => {
    channels.start({ faults: [fault('Info').always().fails('UNAVAILABLE', 'busy')] });
    expect(await call(await channels.connect(serviceConfig({ retryPolicy })))).to.equal('UNAVAILABLE busy');
    expect(channels.heard).to.have.length(4);
    const client = await channels.connect(serviceConfig({ retryPolicy: { ...retryPolicy, maxAttempts: 9 } }));
    expect(await call(client)).to.equal('UNAVAILABLE busy');
    expect(channels.heard).to.have.length(9);
  });

  it('are for the codes that are listed', async () => {
    channels.start({ faults: [fault('Info').fails('INTERNAL', 'no')] });
    expect(await call(await channels.connect(serviceConfig({ retryPolicy })))).to.equal('INTERNAL no');
    expect(channels.heard).to.have.length(1);
  });

  it('are not made of a call that is answered already', async () => {
    channels.start({ faults: [fault('Info').fails('UNAVAILABLE', 'busy', { headers: true })] });
    expect(await call(await channels.connect(serviceConfig({ retryPolicy })))).to.equal('UNAVAILABLE busy');
    expect(channels.heard).to.have.length(1);
  });

  it('say again what the client has said, to its half-close', async () => {
    channels.start({ faults: [fault('Input').atRequest(1).fails('UNAVAILABLE')] });
    const client = await channels.connect(serviceConfig({ retryPolicy }));
    const events = new EventEmitter();
    channels.fake.journal.onEntry(({ rpc, call, kind }) => rpc === 'Input' && call === 2 && events.emit(kind));
    const [again, over] = [once(events, 'open'), once(events, 'half-close')];
    const input = client.Input(() => {});
    input.write({ kind: 'init', ref: 'nobody' });
    input.write({ kind: 'data', data: Buffer.from('x') });
    input.end();
    await again;
    client.Build({ ref: 'nobody', options: { contextPath: '-' } }, () => {});
    await over;
    const second = channels.fake.journal.filter({ rpc: 'Input', call: 2 });
    expect(second.map(({ kind }) => kind)).to.deep.equal(['open', 'request', 'request', 'half-close']);
    input.cancel();
  });

  it('are one call, with one deadline', async () => {
    channels.start({ faults: [fault('Info').always().fails('UNAVAILABLE')] }, 'manual');
    const client = await channels.connect(serviceConfig({ retryPolicy: slowly }));
    const struck = once(channels.faults(), 'struck');
    const ended = call(client, { deadline: Date.now() + 200 });
    await struck;
    // A day is not waited for; in process the deadline is on the fake's clock.
    if (channels.transport === 'in process') await channels.fake.clock.advance('1s');
    expect(await ended).to.match(/^DEADLINE_EXCEEDED Deadline exceeded/);
    expect(channels.heard).to.have.length(1);
  });

  it('end when the client cancels', async () => {
    channels.start({ faults: [fault('Info').always().fails('UNAVAILABLE')] }, 'manual');
    const client = await channels.connect(serviceConfig({ retryPolicy: slowly }));
    const struck = once(channels.faults(), 'struck');
    const failed = new Promise<string>((resolve) => {
      const made = client.Info({}, (error: StatusObject) => resolve(error.details));
      void struck.then(() => setImmediate(() => made.cancel()));
    });
    expect(await failed).to.equal('Cancelled on client');
    expect(channels.heard).to.have.length(1);
  });

  it('end when their channel is closed', async () => {
    channels.start({ faults: [fault('Info').always().fails('UNAVAILABLE')] }, 'manual');
    const client = await channels.connect(serviceConfig({ retryPolicy: { ...slowly, initialBackoff: '1s' } }));
    const struck = once(channels.faults(), 'struck');
    const ended = call(client);
    await struck;
    client.close();
    expect(await ended).to.equal('UNAVAILABLE Channel closed before call started');
    expect(channels.heard).to.have.length(1);
  });

  it('go on when their channel is closed once they are made', async () => {
    channels.start({ faults: [fault('Status').fails('UNAVAILABLE')], builds: [{ vertices: [{ name: 'a' }] }] });
    const client = await channels.connect(serviceConfig({ retryPolicy }));
    const again = new EventEmitter();
    channels.fake.journal.onEntry(({ call: n, kind }) => n === 2 && again.emit(kind));
    const [asked, ended] = [once(again, 'request'), client.Status({ ref: 'r' })];
    ended.on('error', () => {}).resume();
    const over = once(ended, 'status');
    await asked;
    client.close();
    const another = await channels.connect();
    another.Build({ ref: 'r', options: { contextPath: '.' } }, () => {});
    expect((await over)[0]).to.have.property('code', 0);
  });

  it('end when the fake stops', async () => {
    channels.start({ faults: [fault('Info').always().fails('UNAVAILABLE')] }, 'manual');
    const client = await channels.connect(serviceConfig({ retryPolicy: { ...slowly, initialBackoff: '1s' } }));
    const struck = once(channels.faults(), 'struck');
    const ended = call(client, { deadline: Date.now() + 3000 });
    await struck;
    await channels.fake.stop();
    expect(await ended).to.match(/^UNAVAILABLE|^DEADLINE_EXCEEDED/);
  });

  it('stop where too many fail', async () => {
    channels.start({ faults: [fault('Info').always().fails('UNAVAILABLE', 'busy')] });
    const throttled = serviceConfig({ retryPolicy }, { retryThrottling: { maxTokens: 4, tokenRatio: 0.1 } });
    expect(await call(await channels.connect(throttled))).to.equal('UNAVAILABLE busy');
    expect(channels.heard).to.have.length(2);
  });

  it('are made unseen, once, of what the server has not begun with', async () => {
    channels.start({ faults: [fault('Info').resets('REFUSED_STREAM')] });
    expect(await call(await channels.connect())).to.equal('OK');
    const told = channels.heard.map((metadata) => metadata['grpc-previous-rpc-attempts']);
    expect(told).to.deep.equal([undefined, undefined]);
    channels.fake.use({ faults: [fault('Info').always().resets('REFUSED_STREAM')] });
    expect(await call(await channels.connect())).to.equal('UNAVAILABLE Stream refused by server');
    expect(channels.heard).to.have.length(4);
  });

  it('are not made by a client that wants none', async () => {
    channels.start({ faults: [fault('Info').times(2).resets('REFUSED_STREAM')] });
    for (const options of [{}, serviceConfig({ retryPolicy })]) {
      const client = await channels.connect({ ...options, 'grpc.enable_retries': 0 });
      expect(await call(client)).to.equal('UNAVAILABLE Stream refused by server');
    }
    expect(channels.heard).to.have.length(2);
  });

  it('are not made of more than is kept', async () => {
    channels.start({ faults: [fault('List').times(2).atRequest(1).fails('UNAVAILABLE', 'busy')] });
    const options = { ...serviceConfig({ retryPolicy }), 'grpc.per_rpc_retry_buffer_size': 100 };
    const client = await channels.connect(options);
    expect(await list(client, 'x'.repeat(200))).to.equal('UNAVAILABLE busy');
    expect(await list(client, 'x')).to.equal('OK');
  });
});
