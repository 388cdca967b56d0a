import type { Diagnosis, KnownDefect } from '../engine/diagnosis.js';

/** The defects of a diagnosis, in the order in which one would look at them; those that nobody can tell apart together. */
export function suspectsOf({ causes }: Diagnosis): readonly (readonly KnownDefect[])[] {
  const most = Math.max(0, ...causes.map(({ alternatives }) => alternatives.length));
  const alternatives = Array.from({ length: most }, (_, nth) =>
    causes.flatMap((cause) => cause.alternatives[nth] ?? []),
  );
  return [...causes.map(({ defects }) => defects), ...alternatives.flat().map((defect) => [defect])];
}
