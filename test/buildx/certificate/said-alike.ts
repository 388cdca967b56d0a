import type { Recording } from './recording.js';

/**
 * Whether two real ones said the same in a case, but for the size of their shells, provenance, and what only their
 * programs put in front of errors.
 */
export function saidAlike(name: string, one: Recording, other: Recording): boolean {
  const [facts, others] = [one.cases[name]?.facts, other.cases[name]?.facts];
  if (facts === undefined || others === undefined) return false;
  return JSON.stringify(essence(facts)) === JSON.stringify(essence(others));
}

function essence(facts: readonly string[]): readonly string[] {
  return facts
    .filter((fact) => !fact.includes('metadata buildx.build.provenance'))
    .map((fact) =>
      fact
        .replace('failed to build: ', '')
        .replace(/\b\d{7}\b/, 'SHELL')
        .replace(/\d\.\d\dMB/, 'SHELL'),
    )
    .toSorted();
}
