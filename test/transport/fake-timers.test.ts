import { once } from 'node:events';
import sinon from 'sinon';
import { expect } from 'chai';
import { build, FakeController, program, vertex } from '../../src/index.js';
import { genericClient } from './generic-client.js';

describe('While a test runner holds every timer, and the clock', () => {
  let fake: FakeController;
  let timers: sinon.SinonFakeTimers;

  beforeEach(async () => {
    fake = await FakeController.start({
      scenario: {
        builds: [build().add(vertex('RUN make').takes('1h').logs('cc\n'))],
        programs: [program('echo').on(/^(.*)\n/, { send: '$1!\n' })],
      },
    });
    // All that there are: setImmediate, queueMicrotask and process.nextTick, too.
    timers = sinon.useFakeTimers();
  });

  afterEach(async () => {
    timers.restore();
    await fake.stop();
  });

  it('the fake builds for an hour, and its clock goes on', async () => {
    const before = fake.clock.now;
    await fake.client().build({ contextPath: '.' });
    expect(fake.clock.now - before).to.be.at.least(3_600_000);
    expect(Date.now()).to.equal(0);
  });

  it('its manual clock is moved by hand, and theirs is not', async () => {
    await using manual = await FakeController.start({ clock: 'manual' });
    await manual.clock.advance('1h');
    expect(Date.now()).to.equal(0);
  });

  it('a grpc-js client in process gets its answers', async () => {
    // Its calls are streams of Node, which need that one.
    timers.restore();
    timers = sinon.useFakeTimers({ toNotFake: ['nextTick'] });
    const client = genericClient(fake.channel);
    const call = client.Status({ ref: 'r' });
    const first = once(call, 'data');
    await fake.client().build({ contextPath: '.' }, { ref: 'r' });
    expect(await first).to.have.length(1);
    call.cancel();
    client.close();
  });

  it('a deadline is what the held clock says that it is', async () => {
    const client = genericClient(fake.channel);
    const answered = await new Promise((resolve) => {
      client.Info({}, { deadline: Date.now() + 5000 }, (error: Error | null) => resolve(error ?? 'in time'));
    });
    expect(answered).to.equal('in time');
    client.close();
  });
});
