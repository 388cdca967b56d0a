import { expect } from 'chai';
import * as fc from 'fast-check';
import { ConfigurationError } from '../../../src/conformance/engine/configuration-error.js';
import type { RequirementReport } from '../../../src/conformance/engine/report.js';
import { property } from '../../../src/conformance/trial/requirement.js';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { requirementOf } from './requirement-of.js';
import { StubTarget, type StubHandlers } from './stub-target.js';

/** Takes the numbers below 1000. */
const small: StubHandlers = {
  Disconnect: ({ request: { ref }, answer, fail }) => (Number(ref) < 1000 ? answer() : fail(2, `${ref} is too much`)),
};

const anyNumber = requirementOf(
  property(fc.nat({ max: 1_000_000 }), async (trial, number) => {
    await trial.within('Disconnect', trial.client.rpc.disconnect({ ref: String(number) }));
    trial.exercised();
  }),
);

/** Without what is another in every run. */
function timeless({ counterexample, durationMs: _durationMs, ...report }: RequirementReport): object {
  if (counterexample === undefined) return report;
  const { tookMs: _tookMs, journal, ...rest } = counterexample;
  return { ...report, counterexample: { ...rest, journal: journal.map(({ time: _time, ...entry }) => entry) } };
}

describe('a property', () => {
  it('is run as often as asked, or its share of that, rounded up', async () => {
    const runsOf = async (share: number, runs: number): Promise<number> => {
      const check = property(fc.integer(), async (trial) => trial.exercised(), { share });
      const report = await runConformance(new StubTarget().target, { requirements: [requirementOf(check)], runs });
      expect(report.requirements[0]?.exercised).to.equal(report.requirements[0]?.runs);
      return report.requirements[0]?.runs ?? 0;
    };
    expect([await runsOf(1, 7), await runsOf(0.1, 25), await runsOf(0.01, 7)]).to.deep.equal([7, 3, 1]);
  });

  it('is shrunk to the smallest input that violates it, whose steps are shown', async () => {
    const { target } = new StubTarget(small);
    const report = await runConformance(target, { requirements: [anyNumber], runs: 200, seed: 11 });
    const [{ verdict, counterexample } = {}] = report.requirements;
    expect(verdict).to.equal('violated');
    expect(counterexample?.value).to.equal('1000');
    expect(counterexample?.steps).to.deep.equal([
      "Disconnect #1 { ref: '1000' }",
      "Disconnect #1 ends UNKNOWN '1000 is too much'",
    ]);
  });

  it('gives the same report for the same seed', async () => {
    const once = async () => {
      const report = await runConformance(new StubTarget(small).target, {
        requirements: [anyNumber],
        runs: 200,
        seed: 5,
      });
      return report.requirements.map(timeless);
    };
    expect(await once()).to.deep.equal(await once());
  });

  it('shows a counterexample again by its seed and path, in one execution', async () => {
    const first = await runConformance(new StubTarget(small).target, {
      requirements: [anyNumber],
      runs: 200,
      seed: 11,
      reruns: 0,
    });
    const [{ counterexample } = {}] = first.requirements;
    const { seed, path } = counterexample!;
    const stub = new StubTarget(small);
    const again = await runConformance(stub.target, {
      requirements: [anyNumber],
      replay: [{ id: 'TEST-001', seed, path }],
      reruns: 0,
    });
    expect(again.requirements.map(timeless)).to.deep.include.members([
      { ...timeless(first.requirements[0]!), runs: 1, exercised: 0 },
    ]);
    expect(stub.requestsOf('Disconnect')).to.deep.equal([{ ref: '1000' }]);
  });

  it('holds in a replay against a target that has been mended', async () => {
    const replay = [{ id: 'TEST-001', seed: 11, path: '0:0' }];
    const report = await runConformance(new StubTarget().target, { requirements: [anyNumber], replay });
    expect(report.requirements[0]).to.include({ verdict: 'pass', runs: 1 });
  });

  it('cannot be replayed where the generator has no input', async () => {
    const replay = [{ id: 'TEST-001', seed: 11, path: '0:99999:3' }];
    const error = await runConformance(new StubTarget().target, { requirements: [anyNumber], replay }).catch(
      (e: unknown) => e,
    );
    expect(error).to.be.instanceOf(ConfigurationError);
  });

  it('is shrunk only as long as allowed', async () => {
    let executions = 0;
    const slow: StubHandlers = {
      Disconnect: async ({ fail }) => {
        executions += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        fail(2, 'never');
      },
    };
    const requirement = requirementOf(
      property(fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), async (trial, list) => {
        await trial.client.rpc.disconnect({ ref: list.join() });
      }),
    );
    const report = await runConformance(new StubTarget(slow).target, {
      requirements: [requirement],
      shrinkMs: 50,
      reruns: 0,
    });
    expect(report.requirements[0]).to.include({ verdict: 'violated' });
    expect(executions).to.be.within(2, 6);
  });

  it('is not shrunk when the target died of it', async () => {
    const stub: StubTarget = new StubTarget({ Disconnect: () => stub.die() });
    const report = await runConformance(stub.target, { requirements: [anyNumber] });
    expect(report.requirements[0]).to.include({ verdict: 'error' });
    expect(stub.requestsOf('Disconnect')).to.have.length(1);
  });
});
