import type { Stage } from '../instructions/parse-stages.js';
import type { Linter } from './linter.js';
import { complaints } from './rules.js';

const reserved: ReadonlySet<string> = new Set(['context', 'scratch']);

/** What can be said of the stages together: their names, and whether keywords are written in one case. */
export function lintStages(linter: Linter, stages: readonly Stage[]): void {
  lintNames(linter, stages);
  lintCasing(linter, stages);
}

function lintNames(linter: Linter, stages: readonly Stage[]): void {
  const seen = new Set<string>();
  for (const { from } of stages) {
    const { name, location } = from;
    if (name === '') continue;
    if (reserved.has(name)) linter.report('reservedStageName', location, complaints.reservedStageName(name));
    if (seen.has(name)) linter.report('duplicateStageName', location, complaints.duplicateStageName(name));
    seen.add(name);
  }
}

function lintCasing(linter: Linter, stages: readonly Stage[]): void {
  const all = stages.flatMap(({ from, instructions }) => [from, ...instructions]);
  const lower = all.filter(({ keyword }) => keyword === keyword.toLowerCase()).length;
  const upper = all.filter(({ keyword }) => keyword === keyword.toUpperCase()).length;
  const isLower = lower > upper;
  for (const { keyword, location } of all) {
    if (keyword === (isLower ? keyword.toLowerCase() : keyword.toUpperCase())) continue;
    const casing = isLower ? 'lowercase' : 'uppercase';
    linter.report('consistentInstructionCasing', location, complaints.consistentInstructionCasing(keyword, casing));
  }
}
