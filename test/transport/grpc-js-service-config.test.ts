import { expect } from 'chai';
import { fault } from '../../src/index.js';
import { call, overChannels, retryPolicy, service, serviceConfig } from './over-channels.js';

overChannels('A service config of grpc-js', (channels) => {
  it('gives calls a timeout', async () => {
    channels.start({ faults: [fault('Info').always().stalls()] });
    expect(await call(await channels.connect(serviceConfig({ timeout: '1s' })))).to.match(/^DEADLINE_EXCEEDED/);
  });

  it('gives them one in nanoseconds, where there is a point: so grpc-js reads it', async () => {
    channels.start();
    const stalled = fault('Info').always().stalls();
    channels.fake.use({ faults: [stalled] });
    const began = channels.fake.clock.now;
    expect(await call(await channels.connect(serviceConfig({ timeout: '0.9s' })))).to.match(/^DEADLINE_EXCEEDED/);
    expect(channels.fake.clock.now - began).to.equal(0);
  });

  it('goes by the most specific name', async () => {
    channels.start({ faults: [fault('Info').always().fails('UNAVAILABLE')] });
    const named = (name: object, maxAttempts: number): object => ({
      name: [name],
      retryPolicy: { ...retryPolicy, maxAttempts },
    });
    const configs = [named({}, 4), named({ service }, 3), named({ service, method: 'Info' }, 2)];
    for (const [count, methodConfig] of [
      [2, configs],
      [3, configs.slice(0, 2)],
      [4, configs.slice(0, 1)],
      [1, [named({ service: 'another' }, 5)]],
    ] as const) {
      channels.heard = [];
      await call(await channels.connect({ 'grpc.service_config': JSON.stringify({ methodConfig }) }));
      expect(channels.heard).to.have.length(count);
    }
  });

  it('is refused where it is wrong', async () => {
    channels.start();
    for (const [config, says] of [
      ['{', /JSON/],
      [JSON.stringify({ methodConfig: [{ name: [{}], timeout: 'soon' }] }), 'Invalid method config: invalid timeout'],
      [JSON.stringify({ methodConfig: [{ name: [{}], retryPolicy: {} }] }), 'Invalid method config retry policy'],
    ] as const) {
      const refused = await channels.connect({ 'grpc.service_config': config }).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(Error).with.property('message').that.match(new RegExp(says));
    }
  });

  it('may ask to wait until the server is ready, which it is', async () => {
    channels.start();
    expect(await call(await channels.connect(serviceConfig({ waitForReady: true })))).to.equal('OK');
  });
});
