import { ConfigurationError } from '../engine/configuration-error.js';
import { deepEqual } from '../engine/values/deep-equal.js';
import type { Report, ReportShard } from '../engine/report.js';

/**
 * A report, and the name of its file for messages to people.
 *
 * @since 0.1.0
 */
export interface NamedReport {
  /** Name of the file. */
  readonly file: string;
  /** The report that is in it. */
  readonly report: Report;
}

export interface ShardReport extends NamedReport {
  readonly shard: ReportShard;
}

/** The reports in the order of their shards. @throws ConfigurationError unless each shard of one run is there once. */
export function shardReports(reports: readonly NamedReport[]): readonly [ShardReport, ...ShardReport[]] {
  const [first, ...others] = reports.map(ofShard).toSorted((a, b) => a.shard.index - b.shard.index);
  if (first === undefined) throw new ConfigurationError('nothing to merge: name the reports of all shards');
  for (const other of others) {
    assertSameRun(first, other);
    assertSameSelection(first, other);
  }
  assertAllThere(first.shard.of, [first, ...others]);
  return [first, ...others];
}

function ofShard({ file, report }: NamedReport): ShardReport {
  if (report.shard !== undefined) return { file, report, shard: report.shard };
  throw new ConfigurationError(`${file}: it is the report of a whole run, not of a shard (--shard I/N)`);
}

/** What must be the same in all shards, and its name in messages. */
const sameInAll: readonly (readonly [name: string, of: (report: Report) => unknown])[] = [
  ['kind of target', ({ target }) => target.kind],
  ['Info of the target', ({ target }) => `${target.info.package} ${target.info.version} ${target.info.revision}`],
  ['revision', ({ revision }) => revision],
  ['quirks', ({ quirks }) => quirks],
  ['seed', ({ seed }) => seed],
  ['--strict', ({ strict }) => strict],
  ['number of shards', ({ shard }) => shard?.of],
];

function assertSameRun(first: ShardReport, other: ShardReport): void {
  for (const [name, of] of sameInAll) {
    const [expected, seen] = [of(first.report), of(other.report)];
    if (deepEqual(expected, seen)) continue;
    throw new ConfigurationError(
      `${other.file}: it is of another run: its ${name} is ${JSON.stringify(seen)}, ` +
        `and that of ${first.file} is ${JSON.stringify(expected)}`,
    );
  }
}

function assertSameSelection(first: ShardReport, other: ShardReport): void {
  const [more] = lacking(other.shard.selected, first.shard.selected);
  const [less] = lacking(first.shard.selected, other.shard.selected);
  const difference = more === undefined ? less : more;
  if (difference === undefined) return;
  const [there, missing] = more === undefined ? [first, other] : [other, first];
  throw new ConfigurationError(
    `${other.file}: it is of another run: ${difference} is selected in ${there.file} and not in ${missing.file}: ` +
      'give every shard the same --only, --level and --revision',
  );
}

/** The IDs of `some` that are not among `others`. */
function lacking(some: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return some.filter((id) => !known.has(id));
}

/** Refuses shards that are not all there; they are given in order. */
function assertAllThere(count: number, shards: readonly ShardReport[]): void {
  for (const [i, shard] of shards.entries()) {
    const before = shards[i - 1];
    if (before !== undefined && before.shard.index === shard.shard.index) throw twice(before, shard);
    if (shard.shard.index > count) {
      throw new ConfigurationError(`${shard.file}: shard ${shard.shard.index} of ${count} cannot be`);
    }
  }
  const there = new Set(shards.map(({ shard }) => shard.index));
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !there.has(index));
  if (missing.length === 0) return;
  throw new ConfigurationError(
    `${shards.map(({ file }) => file).join(', ')}: shard ${missing.join(', ')} of ${count} is not among them: ` +
      'name the reports of all shards',
  );
}

function twice(one: ShardReport, other: ShardReport): ConfigurationError {
  return new ConfigurationError(`${other.file}: it is of shard ${other.shard.index}, as ${one.file} is`);
}
