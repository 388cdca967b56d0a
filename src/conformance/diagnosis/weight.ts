import type { Background } from './background.js';
import type { DefectClass } from './defect-class.js';
import type { Findings } from './findings.js';

/** So likely is it that a defect shows elsewhere in a requirement than it has shown so far. */
const elsewhere = 0.2;

/**
 * How much better findings are explained by a class of defects than by chance: the logarithm of a ratio of likelihoods.
 * What is rarely violated weighs more than what nearly every defect violates, and what a defect should have violated
 * weighs against it by how surely it does.
 *
 * @param open the violations that nothing else explains
 */
export function weightOf(
  { violates, trials }: DefectClass,
  background: Background,
  { violated, held }: Findings,
  open: ReadonlySet<string>,
): number {
  let weight = 0;
  for (const [id, looks] of violates) {
    const usual = background.violation(id);
    // As if it had done once more what is usual.
    const chance = (looks.length + usual) / (trials + 1);
    const seen = violated.get(id);
    if (held.has(id)) weight += Math.log((1 - chance) / (1 - usual));
    if (seen === undefined || !open.has(id)) continue;
    weight += Math.log(chance / usual) + Math.log(lookRatio(looks, seen, background.look(id, seen)));
  }
  return weight;
}

/** How much more likely a requirement is to have looked at this than usual; 1 where nobody knows at what it does. */
function lookRatio(looks: readonly string[], seen: string, usual: number): number {
  const known = looks.filter((look) => look !== '');
  if (known.length === 0) return 1;
  const share = known.filter((look) => look === seen).length / known.length;
  return ((1 - elsewhere) * share + elsewhere * usual) / usual;
}
