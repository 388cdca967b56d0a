import { checkArgument } from '../../options/check.js';
import { having, listOf } from '../../options/rules.js';
import { isoTime, timeOfIso } from '../../time/iso-time.js';
import { diagnosed } from '../diagnosis/diagnosed.js';
import { ConfigurationError } from '../engine/configuration-error.js';
import type { EarlyEnd, Report, RequirementReport } from '../engine/report.js';
import { summaryOf } from '../engine/run/summary.js';
import { mergeRequirements } from './merge-requirements.js';
import { shardReports, type NamedReport, type ShardReport } from './shard-reports.js';

/**
 * Merges the reports of all shards into the one that an undivided run would have given.
 *
 * @throws ConfigurationError that names the file, unless each shard of one and the same run is there once.
 * @example
 * const files = ['shard-1.json', 'shard-2.json'];
 * const reports = await Promise.all(files.map(async (file) => ({ file, report: await readReport(file) })));
 * process.exitCode = exitCodeOf(mergeReports(reports));
 * @since 0.1.0
 */
export function mergeReports(reports: readonly NamedReport[]): Report {
  checkArgument(
    'mergeReports',
    'reports',
    reports,
    listOf('a list of reports with their names', having('{ file, report }', 'file', 'report')),
  );
  const shards = shardReports(reports);
  const [first] = shards;
  const requirements = mergeRequirements(shards);
  const ends = shards.flatMap(({ report: { endedEarly }, shard: { index } }) =>
    endedEarly === undefined ? [] : [{ ...endedEarly, reason: `shard ${index}: ${endedEarly.reason}` }],
  );
  if (ends.length === 0) assertNoneMissing(first.shard.selected, requirements, shards);
  const {
    shard: _shard,
    endedEarly: _endedEarly,
    rounds: _rounds,
    misfits: _misfits,
    hanging: _h,
    flaky: _f,
    ...common
  } = first.report;
  return diagnosed({
    ...common,
    target: { ...common.target, address: addressOf(shards) },
    ...span(shards),
    ...remark('hanging', shards),
    ...remark('flaky', shards),
    ...misfitsOf(shards),
    requirements,
    summary: summaryOf(requirements),
    ...(ends.length === 0 ? {} : { endedEarly: allEnds(ends) }),
  });
}

/** What was to be said of any of the shards. */
function remark(name: 'hanging' | 'flaky', shards: readonly ShardReport[]): Pick<Report, 'hanging' | 'flaky'> {
  const texts = shards.flatMap(({ report: { [name]: text }, shard: { index } }) =>
    text === undefined ? [] : [`shard ${index}: ${text}`],
  );
  return texts.length === 0 ? {} : { [name]: texts.join('; ') };
}

/** What did not do what it must in any of the shards, each once. */
function misfitsOf(shards: readonly ShardReport[]): Pick<Report, 'misfits'> {
  const all = shards.flatMap(({ report }) => report.misfits ?? []);
  const misfits = [...new Map(all.map((misfit) => [misfit.capability, misfit])).values()];
  return misfits.length === 0 ? {} : { misfits };
}

function assertNoneMissing(
  selected: readonly string[],
  merged: readonly RequirementReport[],
  shards: readonly ShardReport[],
): void {
  const there = new Set(merged.map(({ id }) => id));
  const missing = selected.filter((id) => !there.has(id));
  if (missing.length === 0) return;
  throw new ConfigurationError(
    `${shards.map(({ file }) => file).join(', ')}: ${missing.join(', ')} was selected, and none of them has it`,
  );
}

function addressOf(shards: readonly ShardReport[]): string {
  const addresses = [...new Set(shards.map(({ report }) => report.target.address))];
  return addresses.length === 1 && addresses[0] !== undefined ? addresses[0] : `${addresses.length} addresses`;
}

/** The time from the first start to the last end. */
function span(shards: readonly ShardReport[]): Pick<Report, 'startedAt' | 'durationMs'> {
  const starts = shards.map(({ report }) => timeOfIso(report.startedAt));
  const ends = shards.map(({ report }) => timeOfIso(report.startedAt) + report.durationMs);
  const start = Math.min(...starts);
  return { startedAt: isoTime(start), durationMs: Math.max(...ends) - start };
}

/** The end that weighs most, as in the exit code: first a target that is gone, then an interruption, then the time. */
function allEnds(ends: readonly EarlyEnd[]): EarlyEnd {
  const causes = ends.map(({ cause }) => cause);
  const cause = (['target-lost', 'interrupted', 'time-up'] as const).find((one) => causes.includes(one)) ?? 'bail';
  return { cause, reason: ends.map(({ reason }) => reason).join('; ') };
}
