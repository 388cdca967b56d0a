import { type Command, Option } from 'commander';
import { reportFormats } from '../../conformance/report/formats.js';
import type { Level } from '../../conformance/engine/requirement.js';
import type { Shard } from '../../conformance/engine/selection/shard.js';
import { defaultRuns, defaultTimeoutMs } from '../../conformance/engine/run/options.js';
import { revisions } from '../../protocol/revision.js';
import { durationMs, level, list, quirks, reportFile, shard, wholeNumber, type ReportFile } from '../option-values.js';

/** The options about files that are written. */
export interface OutputFlags {
  readonly report?: readonly ReportFile[];
  readonly fullMessages?: boolean;
  /** The directory for counterexamples. */
  readonly counterexamples?: string;
}

/** The options of `conformance`, as commander reads them. */
export interface ConformanceFlags extends OutputFlags {
  readonly target: string;
  readonly fixtures?: string;
  readonly restartCommand?: string;
  readonly revision?: string;
  readonly quirks?: 'all' | 'none' | readonly string[];
  readonly level?: Level;
  readonly strict?: boolean;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly runs: number;
  readonly budget?: number;
  readonly maxTime?: number;
  /** True stands for 1. */
  readonly bail?: number | true;
  readonly seed?: number;
  readonly path?: string;
  readonly shard?: Shard;
  readonly timeout: number;
  readonly replay?: string;
  readonly knownFailing?: string;
  readonly updateKnownFailing?: boolean;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly mutant?: string;
}

export function addConformanceOptions(command: Command): Command {
  return addOutputOptions(
    command
      .option('--target <TARGET>', 'fake, container, or an address: unix:///path, tcp://host:port, host:port', 'fake')
      .option('--fixtures <FILE>', 'YAML or JSON: the builds and programs to ask the target for')
      .option('--restart-command <CMD>', 'a shell command that restarts the controller at an address, dead or alive')
      .option('--revision <R>', `the protocol: ${revisions.join(', ')}; found out from the target's Info if not given`)
      .option('--quirks <QUIRKS>', 'of the fake: all, none, or names with commas (default: none)', quirks)
      .option('--level <LEVEL>', 'must, should or observed: this level and above (default: observed)', level)
      .option('--strict', 'a violated SHOULD, and a race, fail the run, too')
      .option('--only <IDS>', 'only these requirements', list)
      .option('--skip <IDS>', 'all but these requirements', list)
      .option('--runs <N>', 'executions of each property', wholeNumber(1), defaultRuns)
      .option('--budget <D>', 'goes on with new input until this time, such as 10m, is up', durationMs)
      .option(
        '--max-time <D>',
        'ends the run after this time, such as 5m, with the report of what was checked',
        durationMs,
      )
      .option('--bail [N]', 'ends the run after N violations that fail it (default: 1)', wholeNumber(1))
      .option('--seed <N>', 'what all generated input follows from (default: random)', wholeNumber(-(2 ** 31)))
      .option('--path <P>', 'with --only ID --seed N: the one input at this path, as a violation prints it')
      .option('--shard <I/N>', 'only the I-th of N parts, such as 2/3: see conformance merge', shard)
      .addOption(
        new Option('--timeout <D>', 'how long to wait for what must happen, such as 500ms or 1m')
          .argParser(durationMs)
          .default(defaultTimeoutMs, '10s'),
      )
      .option('--replay <FILE>', 'run only the counterexamples of this JSON report, or that of this replay file')
      .option('--known-failing <FILE>', 'YAML or JSON list of failures that are known: id, signature, reason, link')
      .option('--update-known-failing', 'afterwards, make --known-failing FILE list what failed in this run'),
  )
    .option('--mutant <NAME>', 'the fake, broken on purpose in this way, held strictly; list prints the names')
    .option('--list', 'print the requirements, one a line, and run nothing')
    .option('--json', 'with --list, or --mutant list: print a JSON array instead of lines');
}

export function addOutputOptions(command: Command): Command {
  const formats = Object.keys(reportFormats);
  return command
    .option(
      '--report <FORMAT=FILE>',
      `also write a report, to stdout where FILE is -; formats: ${formats.join(', ')}; repeatable`,
      reportFile(formats),
    )
    .option('--full-messages', 'the JSON report has each message in full, and its bytes')
    .option(
      '--counterexamples <DIR>',
      'write of each violation its replay file, its scenario, and its steps and diagram',
    );
}
