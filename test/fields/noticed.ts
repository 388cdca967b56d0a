import type { Mutant } from '../../src/mutants/mutant.js';
import type { CallFilter } from '../../src/serving/call-filter.js';
import { verdictsOn } from '../mutants/verdict-on.js';
import { lost } from './lost.js';
import type { Place } from './places.js';

/** On a machine that is busy, what was noticed by waiting is waited for longer. */
const patientMs = 5000;

/** Whether a requirement notices that a field gets lost on its way: the suite does not pass then. */
export function notices(id: string, place: Place): Promise<boolean> {
  return fails(id, place, lost(place));
}

/** The same, and that it is because of the field, and no bad luck on a machine that is busy. */
export async function surelyNotices(id: string, place: Place): Promise<boolean> {
  if (!(await notices(id, place))) return false;
  if (!(await fails(id, place, lost(place), patientMs))) return false;
  return !(await fails(id, place, (call) => call, patientMs));
}

async function fails(id: string, { revision }: Place, bytes: CallFilter, timeoutMs?: number): Promise<boolean> {
  const patience = timeoutMs === undefined ? {} : { timeoutMs };
  const mutant: Mutant = { name: 'a field gets lost', does: '', requirement: id, revision, bytes, ...patience };
  const [report] = await verdictsOn(mutant, { only: [id], runs: 10, seed: 1, shrinkMs: 0 });
  return report?.verdict === 'violated' || report?.verdict === 'not-exercised';
}
