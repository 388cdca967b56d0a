import type { Mutant } from '../../../src/conformance/targets/mutants/mutant.js';
import { verdictsOn } from '../mutants/verdict-on.js';
import { lost } from './lost.js';
import type { Place } from './places.js';

/** On a machine that is busy, what was noticed by waiting is waited for longer. */
const patientMs = 2000;

/** Whether a requirement notices that a field gets lost on its way: the suite does not pass then. */
export function notices(id: string, place: Place): Promise<boolean> {
  return fails(id, place);
}

/** The same, and that it was no bad luck. */
export async function surelyNotices(id: string, place: Place): Promise<boolean> {
  return (await fails(id, place)) && (await fails(id, place, patientMs));
}

async function fails(id: string, place: Place, timeoutMs?: number): Promise<boolean> {
  const mutant: Mutant = {
    name: `${place.message}.${place.field} lost`,
    does: '',
    requirement: id,
    revision: place.revision,
    bytes: lost(place),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
  const [report] = await verdictsOn(mutant, { only: [id], runs: 10, seed: 1, shrinkMs: 0 });
  return report?.verdict === 'violated' || report?.verdict === 'not-exercised';
}
