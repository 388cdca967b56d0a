import type { Command } from 'commander';
import { exitCodeOf } from '../../conformance/report/exit-code-of.js';
import { mergeReports } from '../../conformance/merge/merge-reports.js';
import type { Report } from '../../conformance/engine/report.js';
import { readReport } from '../../conformance/files/report-file.js';
import type { ExitCode } from '../exit-code.js';
import type { NamedReport } from '../../conformance/merge/shard-reports.js';
import { UsageError } from '../usage-error.js';
import type { Io } from '../io.js';
import { commandOf } from './command-of.js';
import { addOutputOptions, type OutputFlags } from './options.js';
import { assertWritable, tellReport } from './tell-report.js';

const examples = `
Example:
  buildx-testkit conformance --shard 1/2 --seed 7 --report json=1.json      # on one machine
  buildx-testkit conformance --shard 2/2 --seed 7 --report json=2.json      # on another
  buildx-testkit conformance merge 1.json 2.json --report junit=report.xml

Exit codes: those of a run that was not divided.
`;

/** Adds the verb `conformance merge`. */
export function addMerge(conformance: Command, io: Io, finish: (code: ExitCode) => void): void {
  const merge = conformance
    .command('merge <REPORT.json...>')
    .summary('make one report of those of all shards')
    .description('Makes one report of the JSON reports of all shards of a run, prints it, and judges it.');
  addOutputOptions(merge)
    .addHelpText('after', examples)
    .action(async (files: readonly string[], wanted: OutputFlags) => {
      await assertWritable(wanted);
      const reports: { readonly file: string; readonly report: Report }[] = [];
      for (const file of files) reports.push({ file, report: await readReport(file) });
      if (wanted.counterexamples !== undefined) assertWhole(reports);
      const report = mergeReports(reports);
      await tellReport(report, wanted, commandOf(flagsOf(report)), io);
      finish(exitCodeOf(report));
    });
}

/**
 * Refuses reports whose messages are cut, where counterexamples are to be made of them.
 * @throws UsageError
 */
function assertWhole(reports: readonly NamedReport[]): void {
  for (const { file, report } of reports) {
    const journals = report.requirements.flatMap(({ counterexample }) => counterexample?.journal ?? []);
    if (journals.every(({ size }) => size === undefined)) continue;
    throw new UsageError(`${file}: --counterexamples needs each message in full: make it with --full-messages`);
  }
}

/** The flags that reach such a target again, as far as the report tells. */
function flagsOf({ target: { kind, address }, revision, quirks }: Report): Parameters<typeof commandOf>[0] {
  const target = kind === 'address' ? address : kind;
  return { target, revision, ...(quirks === null ? {} : { quirks }) };
}
