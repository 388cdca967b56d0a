import { ConfigurationError } from '../engine/configuration-error.js';
import type { RequirementReport } from '../engine/report.js';
import { requirements as allRequirements } from '../requirements/index.js';
import { inRunningOrder } from '../engine/selection/running-order.js';
import { isInEveryShard } from '../engine/selection/shard.js';
import type { Verdict } from '../engine/verdict.js';
import type { ShardReport } from './shard-reports.js';

const judgedByAll = new Set(allRequirements.filter(isInEveryShard).map(({ id }) => id));

/**
 * Merges the reports of requirements, in the order of a whole run.
 * @throws ConfigurationError for one that more than one shard has, unless every shard must have it.
 */
export function mergeRequirements(shards: readonly ShardReport[]): RequirementReport[] {
  const merged = new Map<string, RequirementReport>();
  const files = new Map<string, string>();
  for (const { file, report } of shards) {
    for (const requirement of report.requirements) {
      const { id } = requirement;
      const before = merged.get(id);
      if (before !== undefined && !judgedByAll.has(id)) {
        throw new ConfigurationError(`${file}: ${id} was checked there, and in ${files.get(id)} too`);
      }
      merged.set(id, before === undefined ? requirement : worseOf(before, requirement));
      files.set(id, file);
    }
  }
  return inRunOrder([...merged.values()]);
}

/** The verdicts, worst first: the first that any shard came to is what a whole run comes to. */
const worstFirst: readonly Verdict[] = [
  'error',
  'violated',
  'race',
  'expected',
  'not-exercised',
  'stale',
  'pass',
  'observed',
  'skipped',
];

function worseOf(a: RequirementReport, b: RequirementReport): RequirementReport {
  const worse = worstFirst.indexOf(b.verdict) < worstFirst.indexOf(a.verdict) ? b : a;
  const durationMs = (a.durationMs ?? 0) + (b.durationMs ?? 0);
  return { ...worse, runs: a.runs + b.runs, exercised: a.exercised + b.exercised, durationMs };
}

/** Orders reports as a run does; requirements that this version does not know come last. */
function inRunOrder(reports: readonly RequirementReport[]): RequirementReport[] {
  const order = new Map(inRunningOrder(allRequirements).map(({ id }, index) => [id, index]));
  const placeOf = ({ id }: RequirementReport): number => order.get(id) ?? order.size;
  return reports.toSorted((a, b) => placeOf(a) - placeOf(b));
}
