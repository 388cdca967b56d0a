import { expect } from 'chai';
import { exitCodeOf } from '../../../src/conformance/report/exit-code-of.js';
import { example } from '../../../src/conformance/trial/requirement.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { requirementOf } from './requirement-of.js';
import { StubTarget } from './stub-target.js';

const hangs = {
  ...requirementOf(
    example(async (trial) => {
      trial.exercised();
      await trial.client.rpc.list();
    }),
  ),
  id: 'TEST-002',
};
const quick = requirementOf(
  example(async (trial) => {
    trial.exercised();
    await trial.client.rpc.info();
  }),
);
const stub = (): StubTarget => new StubTarget({ List: () => new Promise<void>(() => {}) });

describe('a limit on the time of a run', () => {
  it('ends it with what was checked until then, whatever hangs', async () => {
    const report = await runConformance(stub().target, { requirements: [quick, hangs], maxTimeMs: 100 });
    expect(report.endedEarly).to.deep.equal({ cause: 'time-up', reason: 'the 0.1 s were over that it may take' });
    expect(report.requirements.map(({ id, verdict }) => [id, verdict])).to.deep.equal([['TEST-001', 'pass']]);
    expect(report.durationMs).to.be.within(99, 4000);
    expect(exitCodeOf(report)).to.equal(4);
  });

  it('takes nothing from what is violated by then', async () => {
    const wrong = requirementOf(example(async (trial) => trial.equal('it', 1, 2)));
    const report = await runConformance(stub().target, { requirements: [wrong, hangs], maxTimeMs: 100 });
    expect(report.endedEarly?.cause).to.equal('time-up');
    expect(exitCodeOf(report)).to.equal(1);
  });

  it('does not matter to a run that is done before', async () => {
    const report = await runConformance(stub().target, { requirements: [quick], maxTimeMs: 60_000 });
    expect(report).to.not.have.property('endedEarly');
    expect(exitCodeOf(report)).to.equal(0);
  });

  it('is a whole number of milliseconds', async () => {
    const run = runConformance(stub().target, { requirements: [hangs], maxTimeMs: 0 });
    expect(await run.catch(String)).to.contain('bad maxTimeMs 0: give a whole number of 1 or more');
  });
});
