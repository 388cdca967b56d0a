import type { Mutant } from '../../../src/mutants/mutant.js';
import type { RequirementReport } from '../../../src/conformance/engine/report.js';
import { verdictsOn } from '../verdict-on.js';

/** What the suite makes of one mutant. */
export interface Kill {
  readonly name: string;
  /** What it was then: when this has changed, the rest may have. */
  readonly does: string;
  readonly requirement: string;
  /** With how many of {@link seeds} its requirement was violated. */
  readonly caught: number;
  /** Executions until its requirement was violated, the median over the seeds. */
  readonly runs: number;
  /** Steps of the counterexample after shrinking, the median over the seeds. */
  readonly steps: number;
  /** What its requirement looked at, with the first seed, when it was violated. */
  readonly noticed: string;
  /** All requirements that it violates. */
  readonly killers: readonly string[];
}

export const seeds: readonly number[] = [1, 2, 3];
const shrinkMs = 1000;
const patientMs = 1000;

/** What a violated requirement looked at, without what differs from run to run. */
function noticedIn(report: RequirementReport | undefined): string {
  const what = report?.counterexample?.what ?? '';
  return what.replaceAll(/sha256:[0-9a-f]+/g, 'a digest').replaceAll(/\d+/g, 'N');
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** A machine that is busy may be slow to answer: what was noticed by waiting is waited for longer. */
async function confirmed(
  mutant: Mutant,
  reports: readonly RequirementReport[],
  runs: number,
): Promise<readonly string[]> {
  const violated = reports.filter(({ verdict }) => verdict === 'violated');
  const doubtful = violated.filter(({ reason = '' }) => /within \d+ ms/.test(reason)).map(({ id }) => id);
  if (doubtful.length === 0) return violated.map(({ id }) => id);
  const again = await verdictsOn(mutant, { only: doubtful, runs, seed: 1, shrinkMs: 0, timeoutMs: patientMs });
  const cleared = again.filter(({ verdict }) => verdict !== 'violated').map(({ id }) => id);
  return violated.map(({ id }) => id).filter((id) => !cleared.includes(id));
}

/** Holds a mutant against its requirement with every seed, and once, with fewer runs, against the whole suite. */
export async function kill(mutant: Mutant, runs: number): Promise<Kill> {
  const { name, does, requirement } = mutant;
  const [first] = await verdictsOn(mutant, { only: [requirement], seed: 1, shrinkMs: 0 });
  const own = [];
  for (const seed of seeds) {
    const [report] = await verdictsOn(mutant, { only: [requirement], seed, shrinkMs });
    if (report?.verdict === 'violated') own.push(report);
  }
  const all = await verdictsOn(mutant, { runs, seed: 1, shrinkMs: 0 });
  const others = await confirmed(mutant, all, runs);
  const bound = own.length > 0 ? [requirement] : [];
  return {
    name,
    does,
    requirement,
    caught: own.length,
    runs: median(own.map((report) => report.runs)),
    steps: median(own.map(({ counterexample }) => counterexample?.steps.length ?? 0)),
    noticed: noticedIn(first),
    killers: [...new Set([...bound, ...others])],
  };
}
