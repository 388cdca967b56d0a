import type { RequirementReport } from '../../src/conformance/engine/report.js';
import type { ConformanceOptions } from '../../src/conformance/run-conformance.js';
import { controller } from '../../src/conformance/controller.js';
import { Suite } from '../../src/conformance/engine/run/suite.js';
import type { Mutant } from '../../src/mutants/mutant.js';
import { mutantTarget } from '../../src/mutants/target.js';

/** Long for an answer in this process, and short for one that never comes. */
const patienceMs = 300;

type Settings = Pick<ConformanceOptions, 'only' | 'runs' | 'seed' | 'shrinkMs' | 'timeoutMs'>;

/** What the suite says of a mutant; only its own requirement is checked unless `only` says otherwise. */
export async function verdictsOn(mutant: Mutant, settings: Settings): Promise<readonly RequirementReport[]> {
  const target = await mutantTarget(mutant, settings.seed === undefined ? {} : { seed: settings.seed });
  try {
    const suite = new Suite(controller, target, { timeoutMs: mutant.timeoutMs ?? patienceMs, reruns: 0, ...settings });
    const reports: RequirementReport[] = [];
    for (const requirement of suite.requirements) reports.push(await suite.check(requirement));
    return reports;
  } finally {
    await target.close();
  }
}
