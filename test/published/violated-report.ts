import type { Report } from '../../src/conformance/engine/report.js';
import { runConformance } from '../../src/conformance/run-conformance.js';
import { mutants } from '../../src/mutants/index.js';
import { mutantTarget } from '../../src/mutants/target.js';

/** A report that has a counterexample. */
export async function violatedReport(): Promise<Report> {
  const [mutant] = mutants;
  if (mutant === undefined) throw new Error('there is no mutant');
  const target = await mutantTarget(mutant);
  try {
    return await runConformance(target, { only: [mutant.requirement], timeoutMs: 1000 });
  } finally {
    await target.close();
  }
}
