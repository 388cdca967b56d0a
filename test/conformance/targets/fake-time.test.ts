import { expect } from 'chai';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { mutants } from '../../../src/mutants/index.js';
import { mutantTarget } from '../../../src/mutants/target.js';

const hourMs = 3_600_000;

/** What a requirement says of a mutant. */
async function verdictOf(name: string, id: string, { timeoutMs = 1000, runs = 4 } = {}) {
  const mutant = mutants.find((one) => one.name === name)!;
  const target = await mutantTarget(mutant, { seed: 1 });
  try {
    const options = { only: [id], seed: 1, runs, timeoutMs, shrinkMs: 0, reruns: 0 };
    const [report] = (await runConformance(target, options)).requirements;
    return report;
  } finally {
    await target.close();
  }
}

describe('the time of the embedded fake', () => {
  it('is what the suite waits by, so that an hour for what never comes is soon over', async () => {
    const report = await verdictOf('stdin-message-lost', 'INVOKE-010', { timeoutMs: hourMs, runs: 1 });
    expect(report?.verdict).to.equal('violated');
    expect(report?.counterexample?.tookMs).to.be.at.least(hourMs);
  });

  it('goes on while something is asked again and again', async () => {
    const report = await verdictOf('list-hides-building', 'MODEL-003');
    expect(report?.verdict).to.equal('violated');
  });

  it('stands still while it is looked for what is left, so that a timer that was forgotten does not run out', async () => {
    const report = await verdictOf('cancelled-status-leaves-timer', 'XPORT-014');
    expect(report?.verdict).to.equal('violated');
  });
});
