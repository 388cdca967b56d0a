import type { Mutant } from '../../../src/mutants/mutant.js';
import type { RequirementReport } from '../../../src/conformance/engine/report.js';
import { lookOf } from '../../../src/conformance/diagnosis/look.js';
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
  /** What each of them looked at, by its ID, when the whole suite was held against it. */
  readonly looks?: Readonly<Record<string, string>>;
}

/** A kill, and how long the whole suite took over it, in seconds of the processor: this is told, and not kept. */
export interface TimedKill {
  readonly kill: Kill;
  readonly seconds: number;
}

export const seeds: readonly number[] = [1, 2, 3];
const shrinkMs = 1000;

function lookIn(report: RequirementReport | undefined): string {
  return lookOf(report?.counterexample?.what ?? '');
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Holds a mutant against its requirement with every seed, and once, with fewer runs, against the whole suite. */
export async function kill(mutant: Mutant, runs: number): Promise<TimedKill> {
  const { name, does, requirement } = mutant;
  const [first] = await verdictsOn(mutant, { only: [requirement], seed: 1, shrinkMs: 0 });
  const own = [];
  for (const seed of seeds) {
    const [report] = await verdictsOn(mutant, { only: [requirement], seed, shrinkMs });
    if (report?.verdict === 'violated') own.push(report);
  }
  const before = process.cpuUsage();
  const all = await verdictsOn(mutant, { runs, seed: 1, shrinkMs: 0 });
  const { user, system } = process.cpuUsage(before);
  const violated = all.filter(({ verdict }) => verdict === 'violated');
  const bound = own.length > 0 ? [requirement] : [];
  const found: Kill = {
    name,
    does,
    requirement,
    caught: own.length,
    runs: median(own.map((report) => report.runs)),
    steps: median(own.map(({ counterexample }) => counterexample?.steps.length ?? 0)),
    noticed: lookIn(first),
    killers: [...new Set([...bound, ...violated.map(({ id }) => id)])],
    looks: Object.fromEntries(violated.map((report) => [report.id, lookIn(report)])),
  };
  return { kill: found, seconds: (user + system) / 1e6 };
}
