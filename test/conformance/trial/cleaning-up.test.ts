import { expect } from 'chai';
import { example } from '../../../src/conformance/trial/requirement.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import type { Trial } from '../../../src/conformance/trial/trial.js';
import { requirementOf } from '../engine/requirement-of.js';
import { StubTarget, type StubHandlers } from '../engine/stub-target.js';

async function check(stub: StubTarget, run: (trial: Trial) => Promise<void>) {
  const requirement = requirementOf(
    example(async (trial) => {
      trial.exercised();
      await run(trial);
    }),
  );
  const report = await runConformance(stub.target, { requirements: [requirement], timeoutMs: 200, reruns: 0 });
  return report.requirements[0]!;
}

describe('after a check', () => {
  it('every session that it made is disconnected, each once', async () => {
    const stub = new StubTarget();
    await check(stub, async (trial) => {
      const ref = trial.ref('wanted');
      await trial.client.rpc.build({ ref });
      await trial.client.rpc.build({ ref: 'chosen by the check' });
    });
    const refs = stub.requestsOf('Disconnect').map(({ ref }) => ref);
    expect(refs).to.have.length(2);
    expect(refs[0]).to.match(/^wanted-/);
    expect(refs[1]).to.equal('chosen by the check');
  });

  it('a violation is cleaned up after, too', async () => {
    const stub = new StubTarget({ Build: (call) => call.fail(2, 'no') });
    const { verdict } = await check(stub, async (trial) => {
      await trial.client.rpc.build({ ref: trial.ref() });
    });
    expect(verdict).to.equal('violated');
    expect(stub.requestsOf('Disconnect')).to.have.length(1);
  });

  it('a build that still runs gets a reader of its Status and the end of stdin before it is cancelled', async () => {
    const order: string[] = [];
    const handlers: StubHandlers = {
      Build: ({ call }) => void call.onCancel(() => order.push('Build is cancelled')),
      Status: () => void order.push('Status'),
      Input: async ({ request, call }) => {
        order.push(`Input ${request.kind}`);
        for (let bytes = await call.receive(); bytes !== undefined; bytes = await call.receive())
          order.push('Input data');
        call.end({ code: 0, message: '' });
      },
      Disconnect: async (call) => {
        order.push('Disconnect');
        await call.answer();
      },
    };
    const stub = new StubTarget(handlers);
    const { verdict } = await check(stub, async (trial) => {
      const build = trial.client.rpc.open('Build');
      await build.send({ ref: trial.ref(), options: { contextPath: '-' } });
    });
    expect(verdict).to.equal('pass');
    expect(order).to.deep.equal(['Status', 'Input init', 'Input data', 'Build is cancelled', 'Disconnect']);
  });

  it('open calls of every client are cancelled', async () => {
    let cancelled = 0;
    const stub = new StubTarget({ Status: ({ call }) => void call.onCancel(() => (cancelled += 1)) });
    await check(stub, async (trial) => {
      const other = await trial.newClient();
      trial.client.rpc.status({ ref: 'a' });
      other.rpc.status({ ref: 'b' });
      await trial.client.rpc.list();
      await other.rpc.list();
    });
    expect(cancelled).to.equal(2);
  });

  it('a reply that the check no longer waits for is nobody’s error', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
    const stub = new StubTarget({ Build: () => {} });
    const { verdict } = await check(stub, async (trial) => {
      const build = trial.client.rpc.build({ ref: trial.ref() });
      const whole = trial.client.build({ contextPath: '/src' }, { ref: trial.ref() });
      await trial.client.rpc.list();
      trial.holds('what the check looks at first', false);
      await Promise.all([build, whole]);
    });
    await new Promise((resolve) => setImmediate(resolve));
    process.removeAllListeners('unhandledRejection');
    for (const other of others) process.on('unhandledRejection', other);
    expect(verdict).to.equal('violated');
    expect(unhandled).to.deep.equal([]);
  });

  it('what could not be undone is told, though the requirement passes', async () => {
    const stub = new StubTarget({ Disconnect: () => {} });
    const { verdict, reason } = await check(stub, async (trial) => void trial.ref());
    expect({ verdict, reason }).to.deep.equal({ verdict: 'pass', reason: 'cleaning up took longer than 200 ms' });
  });
});
