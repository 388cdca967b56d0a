import { credentials, Metadata, status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { fault } from '../../src/index.js';
import { call, overChannels, retryPolicy, service, serviceConfig } from './over-channels.js';

overChannels('Credentials of a call of grpc-js', (channels) => {
  const giving = (key: string, value: string) =>
    credentials.createFromMetadataGenerator(({ service_url: url }, callback) => {
      const metadata = new Metadata();
      metadata.set(key, value);
      metadata.set('x-url', url);
      callback(null, metadata);
    });

  it('add to its metadata, for all that the channel is insecure', async () => {
    channels.start();
    const sent = new Metadata();
    sent.set('x-own', 'yes');
    const client = await channels.connect();
    expect(await call(client, { credentials: giving('authorization', 'me') }, sent)).to.equal('OK');
    expect(channels.heard[0]).to.deep.include({ authorization: ['me'], 'x-own': ['yes'] });
    expect(channels.heard[0]?.['x-url']).to.deep.equal([`https://localhost/${service}`]);
  });

  it('are told the host that the call names', async () => {
    channels.start();
    const client = await channels.connect();
    expect(await call(client, { credentials: giving('a', 'b'), host: 'example.com:1' })).to.equal('OK');
    expect(channels.heard[0]?.['x-url']).to.deep.equal([`https://example.com/${service}`]);
  });

  it('are asked at each attempt', async () => {
    channels.start({ faults: [fault('Info').fails('UNAVAILABLE')] });
    let asked = 0;
    const counted = credentials.createFromMetadataGenerator((_, callback) => {
      const metadata = new Metadata();
      metadata.set('x-asked', String(++asked));
      setImmediate(() => callback(null, metadata));
    });
    expect(await call(await channels.connect(serviceConfig({ retryPolicy })), { credentials: counted })).to.equal('OK');
    expect(channels.heard.map((metadata) => metadata['x-asked'])).to.deep.equal([['1'], ['2']]);
  });

  for (const [code, says] of [
    [undefined, 'UNKNOWN Getting metadata from plugin failed with error: no token'],
    [status.UNAUTHENTICATED, 'UNAUTHENTICATED Getting metadata from plugin failed with error: no token'],
    [
      status.NOT_FOUND,
      'INTERNAL Invalid status from control plane: 5 NOT_FOUND Getting metadata from plugin failed with error: no token',
    ],
  ] as const) {
    it(`that there are none of (${code ?? 'no code'}) end it`, async () => {
      channels.start();
      const error = Object.assign(new Error('no token'), code === undefined ? {} : { code });
      const none = credentials.createFromMetadataGenerator((_, callback) => callback(error));
      expect(await call(await channels.connect(), { credentials: none })).to.equal(says);
      expect(channels.heard).to.deep.equal([]);
    });
  }

  it('cannot authorise twice', async () => {
    channels.start();
    const sent = new Metadata();
    sent.set('authorization', 'you');
    const ended = await call(await channels.connect(), { credentials: giving('authorization', 'me') }, sent);
    expect(ended).to.equal('INTERNAL "authorization" metadata cannot have multiple values');
  });

  it('cannot be part of an insecure channel', () => {
    expect(() => credentials.combineChannelCredentials(credentials.createInsecure(), giving('a', 'b'))).to.throw(
      'Cannot compose insecure credentials',
    );
  });

  it('give credentials the default authority for their host', async () => {
    channels.start();
    const asked: string[] = [];
    const listening = credentials.createFromMetadataGenerator(({ service_url: url }, callback) => {
      asked.push(url);
      callback(null, new Metadata());
    });
    await call(await channels.connect({ 'grpc.default_authority': 'example.com:80' }), { credentials: listening });
    expect(asked).to.deep.equal([`https://example.com/${service}`]);
  });
});
