import { requirements } from '../../../src/conformance/requirements/index.js';
import { untested } from '../untested.js';
import type { Kill } from './kill.js';

/** Requirements that look at everything at once, and notice what others do as well: models, and what is left behind. */
function looksAtAll(id: string): boolean {
  return id === 'LIST-009' || id === 'XPORT-013' || id === 'XPORT-014' || id.startsWith('MODEL-');
}

/** The killers of a mutant beside which a requirement is not alone. */
export function company(id: string, { killers }: Kill): readonly string[] {
  return killers.filter((other) => other !== id && !looksAtAll(other));
}

/** Judged requirements that have mutants, and are never the only one to notice one. */
export function neverAlone(kills: readonly Kill[]): readonly string[] {
  return requirements
    .filter(({ id, level }) => level !== 'OBSERVED' && untested[id] === undefined)
    .map(({ id }) => id)
    .filter((id) => !kills.some((kill) => kill.killers.includes(id) && company(id, kill).length === 0));
}
