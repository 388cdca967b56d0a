import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Judged } from '../../../src/conformance/diagnosis/findings.js';
import { lookOf } from '../../../src/conformance/diagnosis/look.js';
import type { RequirementReport } from '../../../src/conformance/engine/report.js';
import { requirements } from '../../../src/conformance/requirements/index.js';
import { mutants } from '../../../src/mutants/index.js';
import type { Mutant } from '../../../src/mutants/mutant.js';
import { defaultRevision, isWithin } from '../../../src/protocol/revision.js';

/** What the suite made of a controller with one known defect or two, with a seed that the matrix does not know. */
export interface Trial {
  /** The names of its defects. */
  readonly defects: readonly string[];
  readonly seed: number;
  /** What each violated requirement looked at, by its ID. */
  readonly violated: Readonly<Record<string, string>>;
  /** The IDs of the requirements that nothing is known of: skipped, not exercised, or in error. */
  readonly unknown: readonly string[];
}

const file = 'test/mutants/diagnosis/trials.jsonl';

export function readTrials(): readonly Trial[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  return lines.map((line) => JSON.parse(line) as Trial);
}

export function writeTrials(trials: readonly Trial[]): void {
  writeFileSync(file, trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''));
}

export function trialOf(defects: readonly Mutant[], seed: number, reports: readonly RequirementReport[]): Trial {
  const violated = reports.filter(({ verdict }) => verdict === 'violated');
  return {
    defects: defects.map(({ name }) => name),
    seed,
    violated: Object.fromEntries(
      violated.map(({ id, counterexample }) => [id, lookOf(counterexample?.what ?? '')] as const),
    ),
    unknown: reports.filter(({ verdict }) => !['violated', 'pass', 'observed'].includes(verdict)).map(({ id }) => id),
  };
}

/** What a report would have of it. */
export function judgedOf({ defects, violated, unknown }: Trial): readonly Judged[] {
  const { revision = defaultRevision } = mutants.find(({ name }) => name === defects[0]) ?? {};
  return requirements
    .filter((one) => one.level !== 'OBSERVED' && isWithin(one, revision) && !unknown.includes(one.id))
    .map(({ id }): Judged => {
      const what = violated[id];
      if (what === undefined) return { id, verdict: 'pass' };
      const counterexample = { seed: 0, path: '', value: null, what, expected: '', seen: '', steps: [], journal: [] };
      return { id, verdict: 'violated', counterexample };
    });
}
