import { expect } from 'chai';
import type { ConformanceOptions } from '../../../src/conformance/run-conformance.js';
import type { Counterexample } from '../../../src/conformance/engine/report.js';
import { example } from '../../../src/conformance/trial/requirement.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { fakeTarget } from '../../../src/conformance/targets/fake.js';
import { ChoosingScheduler } from '../../../src/time/choosing-scheduler.js';
import { requirementOf } from '../engine/requirement-of.js';

/** Two calls at once, and always a violation. */
const twoLists = requirementOf(
  example(async (trial) => {
    await trial.interleaved(new ChoosingScheduler(() => 0));
    await Promise.all([trial.client.rpc.list(), trial.client.rpc.list()]);
    trial.equal('this', 'so', 'otherwise');
  }),
);

async function counterexampleOf(options: ConformanceOptions = {}): Promise<Counterexample> {
  const target = await fakeTarget();
  try {
    const report = await runConformance(target, { requirements: [twoLists], seed: 1, ...options });
    return report.requirements[0]!.counterexample!;
  } finally {
    await target.close();
  }
}

describe('a check whose order of events is chosen', () => {
  it('tells the order, which is the same when it is run again', async () => {
    const { schedule, reruns } = await counterexampleOf();
    expect(schedule?.slice(0, 2)).to.deep.equal(['List#1 opens', 'List#2 opens']);
    expect(reruns).to.deep.equal({ failed: 5, of: 5 });
  });

  it('is replayed in the order of its counterexample', async () => {
    const schedule = ['List#2 opens', 'List#1 opens'];
    const again = await counterexampleOf({ replay: [{ id: 'TEST-001', seed: 1, path: '', schedule }] });
    expect(again.schedule?.slice(0, 2)).to.deep.equal(schedule);
  });
});
