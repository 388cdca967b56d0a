import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { servedFixtures } from '../../../src/conformance/targets/fake-scenario.js';
import { FakeController } from '../../../src/fake-controller/fake-controller.js';
import { example } from '../../../src/conformance/trial/requirement.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { requirementOf } from './requirement-of.js';
import { StubTarget } from './stub-target.js';

const script = fileURLToPath(new URL('a-run-that-is-over.js', import.meta.url));

describe('a run that is over', () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill('SIGKILL'));

  const hangs = [
    ['Build', 'BUILD-002'],
    ['Status', 'STATUS-002'],
    ['List', 'LIST-001'],
    ['Disconnect', 'LIST-003'],
  ] as const;
  for (const [i, [rpc, id]] of hangs.entries()) {
    const how = i % 2 === 0 ? 'maxTimeMs' : 'signal';
    it(`keeps no process alive that has used it, though ${rpc} hangs: ${how}`, async () => {
      const fake = await FakeController.start({
        clock: 'real',
        quirks: 'none',
        scenario: { ...servedFixtures, faults: [{ rpc, times: 'always', do: { stall: 'response' } }] },
      });
      const spawned = spawn(process.execPath, [script, await fake.listen(), id, how], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = spawned;
      let out = '';
      spawned.stdout.on('data', (text) => (out += String(text)));
      const [code] = (await once(spawned, 'close')) as [number | null];
      await fake.stop();
      expect([code, out]).to.deep.equal([0, how === 'signal' ? 'interrupted\n' : 'time-up\n']);
    }).timeout('20s');
  }

  it('has undone what it had begun', async () => {
    const stub = new StubTarget({ List: () => new Promise<void>(() => undefined) });
    const begins = example(async (trial) => {
      trial.ref('mine');
      await trial.client.rpc.list();
    });
    await runConformance(stub.target, { requirements: [requirementOf(begins)], maxTimeMs: 50 });
    expect(stub.requestsOf('Disconnect').map(({ ref }) => ref.startsWith('mine'))).to.deep.equal([true]);
  });

  it('hears of no interruption any more', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args));
    await runConformance(new StubTarget().target, { requirements: [requirementOf()], signal });
    expect(listeners).to.equal(0);
  });
});
