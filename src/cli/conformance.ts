import { access, constants, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Command, Option } from 'commander';
import { exitCodeOf } from '../conformance/exit-code.js';
import { fileProblem } from '../conformance/file-problem.js';
import { readFixtures } from '../conformance/fixtures-file.js';
import { readKnownFailing } from '../conformance/known-failing-file.js';
import { didYouMean } from '../conformance/nearest.js';
import { readReplays } from '../conformance/replay-file.js';
import { reportFormats } from '../conformance/report/formats.js';
import { ProgressLine } from '../conformance/report/progress-line.js';
import type { Report } from '../conformance/report/report.js';
import { terminalReport } from '../conformance/report/terminal.js';
import type { Level } from '../conformance/requirement.js';
import { requirements } from '../conformance/requirements/index.js';
import { runConformance, type RunOptions } from '../conformance/run-conformance.js';
import { assertKnown, select } from '../conformance/selection.js';
import { defaultRuns, defaultTimeoutMs, type Replay } from '../conformance/suite.js';
import type { Mutant } from '../conformance/targets/mutants/mutant.js';
import { openTarget } from '../conformance/targets/open-target.js';
import { defaultRevision, parseRevision, revisions } from '../protocol/revision.js';
import { exitCodes, type ExitCode } from './exit-code.js';
import { Interruption } from './interruption.js';
import type { Io } from './io.js';
import { listMutants, mutantOf, openMutant, patienceWith } from './mutants.js';
import { durationMs, level, list, quirks, reportFile, wholeNumber, type ReportFile } from './option-values.js';
import { shellQuote } from './shell-quote.js';
import { UsageError } from './usage-error.js';

interface Options {
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
  readonly seed?: number;
  readonly path?: string;
  readonly timeout: number;
  readonly replay?: string;
  readonly knownFailing?: string;
  readonly report?: readonly ReportFile[];
  readonly list?: boolean;
  readonly mutant?: string;
}

const examples = `
Examples:
  buildx-testkit conformance
      the embedded fake, as a good server
  buildx-testkit conformance --quirks all --only BUILD-003,STATUS-001
      two requirements, on the fake as the real server is
  buildx-testkit conformance --target unix:///run/controller.sock --fixtures mine.yaml
      a controller of yours, with builds and programs that it knows
  buildx-testkit conformance --target container --known-failing known.yaml --report junit=report.xml
      a real controller in a container

Exit codes: 0 good; 1 violated or stale; 2 bad usage or file; 3 no target; 4 not enough was exercised; 5 an error.
`;

/** The verb `conformance`. */
export function addConformance(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  const formats = Object.keys(reportFormats);
  program
    .command('conformance')
    .summary('hold a controller against the requirements')
    .description('Holds a controller against the requirements: the embedded fake, a real one in a container, or yours.')
    .option('--target <TARGET>', 'fake, container, or an address: unix:///path, tcp://host:port, host:port', 'fake')
    .option('--fixtures <FILE>', 'YAML or JSON: the builds and programs to ask the target for')
    .option('--restart-command <CMD>', 'a shell command that restarts the controller at an address, dead or alive')
    .option('--revision <R>', `the protocol: ${revisions.join(', ')}; found out from the target's Info if not given`)
    .option('--quirks <QUIRKS>', 'of the fake: all, none, or names with commas (default: none)', quirks)
    .option('--level <LEVEL>', 'must, should or observed: this level and above (default: observed)', level)
    .option('--strict', 'a violated SHOULD fails the run, too')
    .option('--only <IDS>', 'only these requirements', list)
    .option('--skip <IDS>', 'all but these requirements', list)
    .option('--runs <N>', 'executions of each property', wholeNumber(1), defaultRuns)
    .option('--seed <N>', 'what all generated input follows from (default: random)', wholeNumber(-(2 ** 31)))
    .option('--path <P>', 'with --only ID --seed N: the one input at this path, as a violation prints it')
    .addOption(
      new Option('--timeout <D>', 'how long to wait for what must happen, such as 500ms or 1m')
        .argParser(durationMs)
        .default(defaultTimeoutMs, '10s'),
    )
    .option('--replay <FILE>', 'run only the counterexamples of this JSON report')
    .option('--known-failing <FILE>', 'YAML or JSON list of failures that are known: id, signature, reason, link')
    .option(
      '--report <FORMAT=FILE>',
      `also write a report; formats: ${formats.join(', ')}; repeatable`,
      reportFile(formats),
    )
    .option('--mutant <NAME>', 'the fake, broken on purpose in this way, held strictly; list prints the names')
    .option('--list', 'print the requirements, one a line, and run nothing')
    .addHelpText('after', examples)
    .action(async (options: Options) => finish(await conformance(options, io)));
}

async function conformance(given: Options, io: Io): Promise<ExitCode> {
  assertSensible(given);
  if (given.mutant === 'list') {
    await listMutants(io);
    return exitCodes.good;
  }
  const mutant = given.mutant === undefined ? undefined : await mutantOf(given.mutant);
  const options = mutant === undefined ? given : withMutant(given, mutant);
  const revision = options.revision === undefined ? undefined : parseRevision(options.revision);
  if (options.list === true) {
    const listed = select(requirements, revision, options);
    io.out.write(listed.map(({ id, level: rank, title }) => `${id} ${rank} ${title}\n`).join(''));
    return exitCodes.good;
  }
  // Everything that can be wrong with files and names is found before anything is started.
  for (const id of [...(options.only ?? []), ...(options.skip ?? [])]) assertKnown(id, requirements);
  const fixtures = options.fixtures === undefined ? undefined : await readFixtures(options.fixtures);
  const runOptions = await runOptionsOf(options);
  for (const { file } of options.report ?? []) await assertWritable(file);

  const target = await (mutant !== undefined
    ? openMutant(mutant, options.seed)
    : openTarget(options.target, {
        ...(revision === undefined ? {} : { revision }),
        ...(fixtures === undefined ? {} : { fixtures }),
        ...(options.restartCommand === undefined ? {} : { restartCommand: options.restartCommand }),
        ...(options.quirks === undefined ? {} : { quirks: options.quirks }),
        ...(options.seed === undefined ? {} : { seed: options.seed }),
        timeoutMs: options.timeout,
      }));
  const progress = io.err.isTTY === true ? new ProgressLine(io.err as NodeJS.WriteStream) : undefined;
  const interruption = new Interruption();
  try {
    const { signal } = interruption;
    const report = await runConformance(target, { ...runOptions, signal, onProgress: (now) => progress?.show(now) });
    progress?.clear();
    await tell(report, options, io);
    return exitCodeOf(report);
  } finally {
    interruption.ignore();
    await target.close();
  }
}

/** What a mutant has of its own. @throws UsageError when it is asked for otherwise. */
function withMutant(options: Options, mutant: Mutant): Options {
  const { revision = defaultRevision } = mutant;
  if (options.revision !== undefined && options.revision !== revision) {
    throw new UsageError(`the mutant ${mutant.name} speaks ${revision}: leave --revision out`);
  }
  const timeout = options.timeout === defaultTimeoutMs ? patienceWith(mutant) : options.timeout;
  return { ...options, timeout, strict: true };
}

/** @throws UsageError for options that don't go together. */
function assertSensible(options: Options): void {
  const { target, quirks: wanted, restartCommand, fixtures, replay, only, path, seed, mutant } = options;
  const isAddress = target !== 'fake' && target !== 'container';
  if (isAddress && !target.includes(':')) {
    const meant = didYouMean(target, ['fake', 'container']);
    throw new UsageError(
      `no target ${JSON.stringify(target)}${meant}: give fake, container, or an address (unix:///path, tcp://host:port, host:port)`,
    );
  }
  if (wanted !== undefined && target !== 'fake') throw new UsageError('--quirks is for --target fake: leave it out');
  if (mutant !== undefined && target !== 'fake') throw new UsageError('--mutant is for --target fake: leave it out');
  if (mutant !== undefined && wanted !== undefined) {
    throw new UsageError('a mutant has the quirks that it has: leave --quirks out');
  }
  if (restartCommand !== undefined && !isAddress) {
    throw new UsageError('--restart-command is for a target at an address: leave it out');
  }
  if (fixtures !== undefined && !isAddress)
    throw new UsageError('--fixtures is for a target at an address: leave it out');
  if (path !== undefined && (only?.length !== 1 || seed === undefined)) {
    throw new UsageError('--path needs --only ID and --seed N: copy the command that the violation printed');
  }
  if (replay !== undefined && (only ?? path ?? seed) !== undefined) {
    throw new UsageError('--replay brings its own --only, --seed and --path: leave them out');
  }
}

async function runOptionsOf(options: Options): Promise<RunOptions> {
  const { only, skip, level: lowest, runs, seed, strict, timeout, knownFailing } = options;
  const replay = await replaysOf(options);
  return {
    runs,
    timeoutMs: timeout,
    ...(only === undefined ? {} : { only }),
    ...(skip === undefined ? {} : { skip }),
    ...(lowest === undefined ? {} : { level: lowest }),
    ...(seed === undefined ? {} : { seed }),
    ...(strict === undefined ? {} : { strict }),
    ...(knownFailing === undefined ? {} : { knownFailing: await readKnownFailing(knownFailing) }),
    ...(replay === undefined ? {} : { replay }),
  };
}

async function replaysOf({ replay, path, only: [id] = [], seed }: Options): Promise<Replay[] | undefined> {
  if (replay !== undefined) return readReplays(replay);
  if (path === undefined || id === undefined || seed === undefined) return undefined;
  return [{ id, seed, path }];
}

async function tell(report: Report, options: Options, io: Io): Promise<void> {
  const colour = io.out.isTTY === true && (io.env['NO_COLOR'] ?? '') === '';
  const columns = io.out.isTTY === true && io.out.columns !== undefined ? { columns: io.out.columns } : {};
  io.out.write(terminalReport(report, { colour, ...columns, command: commandOf(options) }));
  for (const { format, file } of options.report ?? []) await write(file, reportFormats[format]?.(report) ?? '');
}

/** The command line again, as far as it says what was tested and how. */
function commandOf({ target, fixtures, restartCommand, revision, quirks: wanted, timeout, mutant }: Options): string {
  const flags: readonly (readonly [string, string | undefined])[] = [
    ['--target', target],
    ['--fixtures', fixtures],
    ['--restart-command', restartCommand],
    ['--revision', revision],
    ['--mutant', mutant],
    ['--quirks', typeof wanted === 'object' ? wanted.join(',') : wanted],
    ['--timeout', timeout === defaultTimeoutMs ? undefined : `${timeout}ms`],
  ];
  const given = flags.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${shellQuote(value)}`]));
  return ['buildx-testkit conformance', ...given].join(' ');
}

async function assertWritable(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw new UsageError(`cannot write the report ${file}: ${fileProblem(error)}`);
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`cannot write the report ${file}: ${fileProblem(error)}`);
  }
}
