import { expect } from 'chai';
import type { RequirementReport } from '../../../src/conformance/engine/report.js';
import { controller } from '../../../src/conformance/controller.js';
import { Suite } from '../../../src/conformance/engine/run/suite.js';
import { mutants } from '../../../src/mutants/index.js';
import { mutantTarget } from '../../../src/mutants/target.js';

/** How few commands each is shown with. The names say what must come about. */
const bounds: Readonly<Record<string, number>> = {
  'failure-forgets-rebuilt-session': 4,
  'idle-disconnect-ends-waiting-status': 4,
  'stdin-build-kills-elsewhere': 5,
  'builds-let-in-together': 4,
  'disconnect-in-two-steps': 5,
  'takeover-unlists': 8,
  'starts-lose-one-another': 4,
  'attach-to-exiting-hangs': 5,
};

const seed = 1;

async function reportOn(name: string): Promise<RequirementReport> {
  const mutant = mutants.find((one) => one.name === name)!;
  const target = await mutantTarget(mutant, { seed });
  try {
    const suite = new Suite(controller, target, { only: [mutant.requirement], seed, timeoutMs: 300, reruns: 3 });
    return await suite.check(suite.requirements[0]!);
  } finally {
    await target.close();
  }
}

function commandsOf({ counterexample }: RequirementReport): number {
  return counterexample?.value?.match(/kind: /g)?.length ?? 0;
}

describe('A counterexample to the model', function () {
  this.timeout(60_000);

  for (const [name, most] of Object.entries(bounds)) {
    it(`comes down to ${most} commands at most: ${name}`, async () => {
      const report = await reportOn(name);
      expect(report.verdict).to.equal('violated');
      expect(commandsOf(report), report.counterexample?.value ?? '').to.be.within(1, most);
    });
  }

  it('is the same with the same seed, the order of events included, and fails whenever it is run again', async () => {
    const [one, other] = [await reportOn('builds-let-in-together'), await reportOn('builds-let-in-together')];
    const telling = ({ runs, counterexample }: RequirementReport) => ({
      runs,
      path: counterexample?.path,
      value: counterexample?.value,
      schedule: counterexample?.schedule,
    });
    expect(telling(one)).to.deep.equal(telling(other));
    expect(one.counterexample?.schedule?.join(' ')).to.match(/Build#\d+ opens/);
    expect(one.counterexample?.reruns).to.deep.equal({ failed: 3, of: 3 });
  });

  it('is found again at its path', async () => {
    const { counterexample } = await reportOn('takeover-unlists');
    const mutant = mutants.find(({ name }) => name === 'takeover-unlists')!;
    const target = await mutantTarget(mutant, { seed });
    const replay = [{ id: mutant.requirement, seed, path: counterexample!.path }];
    const suite = new Suite(controller, target, { replay, timeoutMs: 300 });
    const again = await suite.check(suite.requirements[0]!);
    await target.close();
    expect(again).to.include({ verdict: 'violated', runs: 1 });
    expect(again.counterexample?.schedule).to.deep.equal(counterexample?.schedule);
  });
});
