import { diagnose } from '../../../src/conformance/diagnosis/diagnose.js';
import { classesOf } from '../../../src/conformance/diagnosis/defect-class.js';
import type { DefectMatrix } from '../../../src/conformance/diagnosis/defect-matrix.js';
import { suspectsOf } from '../../../src/conformance/diagnosis/suspects.js';
import { judgedOf, type Trial } from './trial.js';

/** How well a diagnosis finds what is known to be wrong. */
export interface Score {
  /** Trials in which something was violated. */
  readonly trials: number;
  /** Trials whose defects, all of them, are among the first so many suspects. */
  readonly found: number;
  /** The names of the defects of the other trials, and what was suspected instead. */
  readonly missed: readonly string[];
}

/** @param most among so many suspects must the defects be; those that cannot be told apart are one */
export function scoreOf(trials: readonly Trial[], matrix: DefectMatrix, most: number): Score {
  const classes = classesOf(matrix);
  const classOf = (name: string): string =>
    classes.find(({ defects }) => defects.some((one) => one.name === name))?.defects[0]?.name ?? name;
  const missed: string[] = [];
  // A defect that nothing has noticed cannot be found.
  const noticed = trials.filter(({ violated }) => Object.keys(violated).length > 0);
  for (const trial of noticed) {
    const suspects = suspectsOf(diagnose(judgedOf(trial), matrix)).slice(0, most);
    const named = new Set(suspects.flatMap((one) => one.map(({ name }) => classOf(name))));
    if (trial.defects.every((name) => named.has(classOf(name)))) continue;
    missed.push(`${trial.defects.join(' + ')}: ${[...named].join(', ')}`);
  }
  return { trials: noticed.length, found: noticed.length - missed.length, missed };
}
