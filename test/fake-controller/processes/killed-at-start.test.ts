import { expect } from 'chai';
import { FakeController } from '../../../src/fake-controller/fake-controller.js';
import { nextTurn } from '../../../src/time/next-turn.js';

/** More than lie between the request that starts a process and the complaint that it cannot be started. */
const mostMicrotasks = 12;

type Kill = (fake: FakeController) => Promise<unknown>;

const kills: Readonly<Record<string, Kill>> = {
  'by Disconnect': (fake) => fake.client().rpc.disconnect({ ref: 'a' }),
  'by DisconnectProcess': (fake) => fake.client().rpc.disconnectProcess({ ref: 'a', processId: 'p' }),
  'by stop': (fake) => fake.stop(),
};

describe('a process that cannot be started, killed', () => {
  let rejections: unknown[];
  let others: NodeJS.UnhandledRejectionListener[];
  const listener = (reason: unknown): void => void rejections.push(reason);

  // Mocha's own listeners would end the run.
  beforeEach(() => {
    rejections = [];
    others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', listener);
  });
  afterEach(() => {
    process.off('unhandledRejection', listener);
    for (const other of others) process.on('unhandledRejection', other);
  });

  for (const [how, kill] of Object.entries(kills)) {
    it(`${how} at whichever moment, leaves no rejection that nobody handles`, async () => {
      for (const tty of [true, false]) {
        for (let microtasks = 0; microtasks < mostMicrotasks; microtasks++) await killedAfter(microtasks, tty, kill);
      }
      expect(rejections).to.deep.equal([]);
    });
  }
});

describe('an Invoke whose process is killed by Disconnect', () => {
  it('ends at whichever moment that is', async () => {
    for (let microtasks = 0; microtasks < mostMicrotasks; microtasks++) {
      await using fake = await FakeController.start({ quirks: 'none' });
      const client = fake.client();
      await client.build({ contextPath: '.' }, { ref: 'a' });
      const call = client.rpc.invoke();
      void call.send({ kind: 'init', ref: 'a', processId: 'p', invokeConfig: { entrypoint: ['cat'] } });
      for (let passed = 0; passed < microtasks; passed++) await Promise.resolve();
      await client.rpc.disconnect({ ref: 'a' });
      await nextTurn();
      expect(call.ended, `after ${microtasks} microtasks`).to.not.equal(undefined);
    }
  });
});

/** Kills a process, whose program there is not, so many microtasks after it was asked for. */
async function killedAfter(microtasks: number, tty: boolean, kill: Kill): Promise<void> {
  await using fake = await FakeController.start({ quirks: 'none' });
  const client = fake.client();
  await client.build({ contextPath: '.' }, { ref: 'a' });
  const call = client.rpc.invoke();
  void call.send({ kind: 'init', ref: 'a', processId: 'p', invokeConfig: { entrypoint: ['nowhere'], tty } });
  for (let passed = 0; passed < microtasks; passed++) await Promise.resolve();
  await Promise.allSettled([kill(fake)]);
  // Node tells of rejections once all microtasks are done.
  await nextTurn();
}
