import { expect } from 'chai';
import * as fc from 'fast-check';
import { exitCodeOf } from '../../../src/conformance/report/exit-code-of.js';
import { example, property, type Requirement } from '../../../src/conformance/trial/requirement.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { requirementOf } from './requirement-of.js';
import { StubTarget } from './stub-target.js';

const lists = (number: number): Requirement => ({
  ...requirementOf(
    example(async (trial) => {
      trial.exercised();
      await trial.within('List to be answered', trial.client.rpc.list());
    }),
  ),
  id: `LIST-90${number}`,
});
const informs: Requirement = {
  ...requirementOf(
    example(async (trial) => {
      trial.exercised();
      await trial.client.rpc.info();
    }),
  ),
  id: 'INFO-901',
};
const never = (): Promise<void> => new Promise(() => {});
const options = { timeoutMs: 30, reruns: 0 };

describe('a call that hangs', () => {
  it('is given up when it has hung often enough, and what needs it is skipped', async () => {
    const { target, requestsOf } = bound(new StubTarget({ List: never }));
    const requirements = [...[1, 2, 3, 4, 5].map(lists), informs];
    const report = await runConformance(target, { ...options, requirements });
    expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal([
      'violated',
      'violated',
      'violated',
      'skipped',
      'skipped',
      'pass',
    ]);
    expect(report.requirements[3]!.reason).to.equal('List hangs: it was never answered');
    expect(report.hanging).to.equal('List never answered within 30 ms: what needs it is not checked');
    expect(exitCodeOf(report)).to.equal(1);
    expect(requestsOf('List').length).to.be.at.most(5);
  });

  it('is shrunk no longer, and stays violated', async () => {
    const check = property(fc.nat(), async (trial) => {
      trial.exercised();
      await trial.within('List to be answered', trial.client.rpc.list());
    });
    const { target, requestsOf } = bound(new StubTarget({ List: never }));
    const requirements = [requirementOf(check)];
    const report = await runConformance(target, { ...options, requirements, reruns: 5 });
    expect(report.requirements[0]!.verdict).to.equal('violated');
    // Those that came before it was given up, and those that were hardly begun.
    expect(requestsOf('List').length).to.be.below(100);
    expect(report.durationMs).to.be.below(10_000);
  });

  it('is none where it was answered at any time', async () => {
    let calls = 0;
    const { target } = new StubTarget({ List: (call) => (calls++ === 0 ? call.answer({ refs: [] }) : never()) });
    const report = await runConformance(target, { ...options, requirements: [1, 2, 3, 4, 5].map(lists) });
    expect(report.requirements.map(({ verdict }) => verdict)).to.deep.equal([
      'pass',
      ...Array.from({ length: 4 }, () => 'violated'),
    ]);
    expect(report).to.not.have.property('hanging');
  });
});

function bound(stub: StubTarget): Pick<StubTarget, 'target' | 'requestsOf'> {
  return { target: stub.target, requestsOf: (method) => stub.requestsOf(method) };
}
