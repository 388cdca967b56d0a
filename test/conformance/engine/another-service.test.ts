import { expect } from 'chai';
import type { Report } from '../../../src/conformance/engine/report.js';
import { runService } from '../../../src/conformance/engine/run/run.js';
import { terminalReport } from '../../../src/conformance/report/terminal.js';
import { counterService, counterSubject, type Counter } from './another-service.js';

function good(): Counter {
  let sum = 0;
  return { add: (amount) => (sum += amount), total: () => sum };
}

/** Loses what is added when it holds more than ten. */
function forgetful(): Counter {
  let sum = 0;
  return { add: (amount) => (sum > 10 ? sum : (sum += amount)), total: () => sum };
}

const verdictsOf = ({ requirements }: Report): object =>
  Object.fromEntries(requirements.map(({ id, verdict }) => [id, verdict]));

describe('the engine on a service of two methods', () => {
  it('holds what is good for good', async () => {
    const report = await runService(counterService, counterSubject(good), { runs: 30 });
    expect(verdictsOf(report)).to.deep.equal({ 'COUNT-001': 'pass', 'COUNT-002': 'pass', 'COUNT-003': 'pass' });
    expect(report.requirements[0]).to.include({ runs: 30, exercised: 30 });
  });

  it('finds a defect, and the shortest run that shows it', async () => {
    const report = await runService(counterService, counterSubject(forgetful), { seed: 1, runs: 100 });
    expect(verdictsOf(report)).to.deep.equal({ 'COUNT-001': 'violated', 'COUNT-002': 'pass', 'COUNT-003': 'pass' });
    const { counterexample } = report.requirements[0]!;
    expect(counterexample).to.include({ value: '[ 11, 1 ]', what: 'the total', expected: '12', seen: '11' });
    expect(counterexample!.steps).to.deep.equal(['add 11 gives 11', 'add 1 gives 11', 'total gives 11']);
    expect(counterexample!.reruns).to.deep.equal({ failed: 5, of: 5 });
  });

  it('shows it again from its seed and path', async () => {
    const { requirements } = await runService(counterService, counterSubject(forgetful), { seed: 1, runs: 100 });
    const { seed, path } = requirements[0]!.counterexample!;
    const again = await runService(counterService, counterSubject(forgetful), {
      replay: [{ id: 'COUNT-001', seed, path }],
    });
    expect(again.requirements[0]).to.include({ verdict: 'violated', runs: 1 });
  });

  it('skips what a subject lacks, with the name of what it is', async () => {
    const report = await runService(
      counterService,
      counterSubject(() => ({ add: good().add })),
      { only: ['COUNT-001'] },
    );
    expect(report.requirements[0]).to.include({ verdict: 'skipped', reason: 'the target lacks total' });
  });

  it('tells of one that dies', async () => {
    let calls = 0;
    const dies = (): Counter => ({
      add: (amount) => {
        calls += 1;
        if (calls > 3) throw new Error('it is gone');
        return amount;
      },
      total: () => 0,
    });
    const report = await runService(counterService, counterSubject(dies), { timeoutMs: 10 });
    expect(report.endedEarly?.cause).to.equal('target-lost');
    expect(terminalReport(report, { colour: false, command: 'examine' })).to.contain('it is gone');
  });
});
