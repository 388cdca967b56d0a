import type { KnownDefect } from '../engine/diagnosis.js';
import type { DefectMatrix } from './defect-matrix.js';

/** Defects that the suite cannot tell apart: they violate the same requirements, which look at the same. */
export interface DefectClass {
  readonly defects: readonly KnownDefect[];
  /** What each requirement that they violate looked at, once for each defect and seed with which it did. */
  readonly violates: ReadonlyMap<string, readonly string[]>;
  /** How often the defects were held against the suite, all together. */
  readonly trials: number;
}

const known = new WeakMap<DefectMatrix, readonly DefectClass[]>();

/** The classes of the defects of a matrix; found once. */
export function classesOf(matrix: DefectMatrix): readonly DefectClass[] {
  const classes = known.get(matrix) ?? classify(matrix);
  known.set(matrix, classes);
  return classes;
}

function classify({ defects, looks, seeds }: DefectMatrix): readonly DefectClass[] {
  const classes = new Map<string, DefectClass>();
  for (const { name, does, violates } of defects) {
    const row = Object.entries(violates).map(([id, places]): [string, string[]] => [
      id,
      places.map((place) => looks[place] ?? ''),
    ]);
    const parts = row.map(([id, seen]) => JSON.stringify([id, [...new Set(seen)].toSorted()]));
    const key = parts.toSorted().join(' ');
    const before = classes.get(key);
    const all = new Map(row.map(([id, seen]) => [id, [...(before?.violates.get(id) ?? []), ...seen]]));
    classes.set(key, {
      defects: [...(before?.defects ?? []), { name, does }],
      violates: all,
      trials: (before?.trials ?? 0) + seeds,
    });
  }
  return [...classes.values()].filter(({ violates }) => violates.size > 0);
}
