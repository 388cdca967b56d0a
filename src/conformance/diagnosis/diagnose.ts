import type { Cause, Diagnosis } from '../engine/diagnosis.js';
import { Background } from './background.js';
import { classesOf, type DefectClass } from './defect-class.js';
import type { DefectMatrix } from './defect-matrix.js';
import { type Findings, findingsOf, type Judged } from './findings.js';
import { weightOf } from './weight.js';

/** Nobody looks at more. */
const mostCauses = 5;
const mostAlternatives = 4;

/** What explains no better than this is left out: it is as likely to be there by chance. */
const leastWeight = 1;

/**
 * Finds the known defects that explain most of the violations of a run with least: the best first, then the one that
 * best explains what is left, and so on.
 *
 * @param requirements what came of each requirement that was checked
 */
export function diagnose(requirements: readonly Judged[], matrix: DefectMatrix): Diagnosis {
  const findings = findingsOf(requirements);
  const classes = classesOf(matrix);
  const background = new Background(classes);
  const steps = new Map(requirements.map(({ id, counterexample }) => [id, counterexample?.steps.length ?? Infinity]));
  const open = new Set(findings.violated.keys());
  const causes: Cause[] = [];
  while (causes.length < mostCauses && open.size > 0) {
    const ranked = rank(classes, background, findings, open);
    const [best, ...others] = ranked;
    if (best === undefined) break;
    const explains = [...open].filter((id) => best.violates.has(id));
    causes.push({
      defects: best.defects,
      explains,
      held: [...best.violates.keys()].filter((id) => findings.held.has(id)),
      shortest: explains.reduce((a, b) => ((steps.get(b) ?? Infinity) < (steps.get(a) ?? Infinity) ? b : a)),
      alternatives: others.flatMap(({ defects }) => defects.slice(0, 1)).slice(0, mostAlternatives),
    });
    for (const id of explains) open.delete(id);
  }
  const size = ({ explains }: Cause): number => explains.length;
  return {
    violations: findings.violated.size,
    causes: causes.toSorted((a, b) => size(b) - size(a)),
    unexplained: [...open],
  };
}

/** The classes that explain something of what is open better than chance does, the best first. */
function rank(
  classes: readonly DefectClass[],
  background: Background,
  findings: Findings,
  open: ReadonlySet<string>,
): readonly DefectClass[] {
  return classes
    .filter(({ violates }) => [...violates.keys()].some((id) => open.has(id)))
    .map((one) => ({ one, weight: weightOf(one, background, findings, open) }))
    .filter(({ weight }) => weight > leastWeight)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ one }) => one);
}
