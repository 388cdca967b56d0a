import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { exitCodeOf } from '../conformance/report/exit-code-of.js';
import { readFixtures } from '../conformance/files/fixtures-file.js';
import type { KnownFailure } from '../conformance/engine/run/known-failing.js';
import { readKnownFailing } from '../conformance/files/known-failing-file.js';
import { didYouMean } from '../words/nearest.js';
import { readReplays, replayedRevision } from '../conformance/files/replay-file.js';
import type { Misfit } from '../conformance/engine/probe.js';
import { alikeLine, misfitLine } from '../conformance/report/misfit-lines.js';
import { ProgressLine } from '../conformance/report/progress-line.js';
import { ProgressLog } from '../conformance/report/progress-log.js';
import { requirements } from '../conformance/requirements/index.js';
import { runConformance, type RunOptions } from '../conformance/run-conformance.js';
import { assertKnown, select } from '../conformance/engine/selection/selection.js';
import { defaultTimeoutMs, type Replay } from '../conformance/engine/run/options.js';
import type { Mutant } from '../mutants/mutant.js';
import { openTarget } from '../conformance/targets/open-target.js';
import { withTimeout } from '../conformance/engine/waiting.js';
import { parseRevision } from '../protocol/parse-revision.js';
import { defaultRevision, type Revision } from '../protocol/revision.js';
import { keepAlive } from '../time/keep-alive.js';
import { RealClock } from '../time/real-clock.js';
import { assertSensible } from './conformance/assert-sensible.js';
import { commandOf } from './conformance/command-of.js';
import { addFixtures } from './conformance/fixtures.js';
import { addMerge } from './conformance/merge.js';
import { addConformanceOptions, type ConformanceFlags } from './conformance/options.js';
import { rewriteKnownFailing } from './conformance/rewrite-known-failing.js';
import { assertWritable, tellReport } from './conformance/tell-report.js';
import { exitCodes, type ExitCode } from './exit-code.js';
import { Interruption } from './interruption.js';
import type { Io } from './io.js';
import { listing } from './listing.js';
import { listMutants, mutantOf, openMutant, patienceWith } from './mutants.js';
import { UsageError } from './usage-error.js';

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
  buildx-testkit conformance --budget 10m --shard 2/4 --seed 7 --report json=2.json
      ten minutes of new input for a quarter of the requirements; see conformance merge

Exit codes: 0 good; 1 violated or stale; 2 bad usage or file; 3 no target; 4 not enough was exercised, or in --max-time; 5 an error.
`;

/** Adds the verb `conformance`. */
export function addConformance(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  const command = program
    .command('conformance')
    .summary('hold a controller against the requirements')
    .description('Holds a controller against the requirements: the embedded fake, a real one in a container, or yours.')
    .enablePositionalOptions()
    // Excess arguments are told below, with the verb that was probably meant.
    .allowExcessArguments();
  addConformanceOptions(command)
    .addHelpText('after', examples)
    .action(async (flags: ConformanceFlags) => {
      assertVerb(command);
      finish(await conformance(flags, io));
    });
  addMerge(command, io, finish);
  addFixtures(command, io);
}

/**
 * Refuses a word that is no verb.
 * @throws UsageError
 */
function assertVerb({ args: [word], commands }: Command): void {
  if (word === undefined) return;
  const verbs = commands.map((verb) => verb.name());
  throw new UsageError(
    `conformance has no verb ${JSON.stringify(word)}${didYouMean(word, verbs)}; there are ${verbs.join(', ')}`,
  );
}

/**
 * How long an interrupted run waits for its target to be closed, in milliseconds; what the target has started ends with
 * this process.
 */
const farewellMs = 1000;

async function conformance(given: ConformanceFlags, io: Io): Promise<ExitCode> {
  assertSensible(given);
  if (given.mutant === 'list') {
    await listMutants(io, given.json);
    return exitCodes.good;
  }
  const mutant = given.mutant === undefined ? undefined : await mutantOf(given.mutant);
  const options = mutant === undefined ? given : withMutant(given, mutant);
  const revision = await revisionOf(options);
  if (options.list === true) {
    const listed = select(requirements, revision, options);
    const rows = listed.map(({ id, level, title }) => ({ id, level, title }));
    io.out.write(listing(rows, ({ id, level, title }) => `${id} ${level} ${title}`, options.json));
    return exitCodes.good;
  }
  // Everything that can be wrong with files and names is found out before anything is started.
  for (const id of [...(options.only ?? []), ...(options.skip ?? [])]) assertKnown(id, requirements);
  const fixtures = options.fixtures === undefined ? undefined : await readFixtures(options.fixtures);
  const runOptions = await runOptionsOf(options);
  await assertWritable(options);

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
  const line = io.err.isTTY === true ? new ProgressLine(io.err as NodeJS.WriteStream) : undefined;
  const progress = line ?? new ProgressLog((text) => void io.err.write(`${text}\n`));
  const interruption = new Interruption();
  try {
    const { signal } = interruption;
    const misfits: Misfit[] = [];
    const onMisfit = (misfit: Misfit): void => {
      const knew = alikeLine(misfits) !== '';
      misfits.push(misfit);
      const alike = knew ? '' : alikeLine(misfits);
      progress.tell([`the target's ${misfitLine(misfit)}`, ...(alike === '' ? [] : [alike])]);
    };
    const report = await runConformance(target, {
      ...runOptions,
      signal,
      onMisfit,
      onProgress: (now) => progress.show(now),
    });
    line?.clear();
    await tellReport(report, options, commandOf(options), io);
    if (options.updateKnownFailing === true && options.knownFailing !== undefined) {
      io.out.write(`${await rewriteKnownFailing(options.knownFailing, report)}\n`);
    }
    return exitCodeOf(report);
  } finally {
    const { aborted } = interruption.signal;
    interruption.ignore();
    await (aborted ? keepAlive(() => withTimeout(new RealClock(), farewellMs, target.close())) : target.close());
  }
}

/** As asked for, or else that of the file that is replayed: its counterexamples mean something in no other. */
async function revisionOf({ revision, replay }: ConformanceFlags): Promise<Revision | undefined> {
  if (revision !== undefined) return parseRevision(revision);
  return replay === undefined ? undefined : replayedRevision(replay);
}

/**
 * The options with those that a mutant brings along.
 * @throws UsageError when other ones are asked for.
 */
function withMutant(options: ConformanceFlags, mutant: Mutant): ConformanceFlags {
  const { revision = defaultRevision } = mutant;
  if (options.revision !== undefined && options.revision !== revision) {
    throw new UsageError(`the mutant ${mutant.name} speaks ${revision}: leave --revision out`);
  }
  const timeout = options.timeout === defaultTimeoutMs ? patienceWith(mutant) : options.timeout;
  return { ...options, timeout, strict: true };
}

async function runOptionsOf(options: ConformanceFlags): Promise<RunOptions> {
  const { only, skip, level, shard, runs, budget, maxTime, bail, seed, strict, timeout } = options;
  const knownFailing = await knownFailingOf(options);
  const replay = await replaysOf(options);
  return {
    runs,
    timeoutMs: timeout,
    ...(only === undefined ? {} : { only }),
    ...(skip === undefined ? {} : { skip }),
    ...(level === undefined ? {} : { level }),
    ...(shard === undefined ? {} : { shard }),
    ...(budget === undefined ? {} : { budgetMs: budget }),
    ...(maxTime === undefined ? {} : { maxTimeMs: maxTime }),
    ...(bail === undefined ? {} : { bail: bail === true ? 1 : bail }),
    ...(seed === undefined ? {} : { seed }),
    ...(strict === undefined ? {} : { strict }),
    ...(knownFailing === undefined ? {} : { knownFailing }),
    ...(replay === undefined ? {} : { replay }),
  };
}

/** Reads the known failures. A file that is to be written need not be there yet. */
async function knownFailingOf({
  knownFailing: file,
  updateKnownFailing,
}: ConformanceFlags): Promise<KnownFailure[] | undefined> {
  if (file === undefined) return undefined;
  return updateKnownFailing === true && !existsSync(file) ? [] : readKnownFailing(file);
}

async function replaysOf({ replay, path, only: [id] = [], seed }: ConformanceFlags): Promise<Replay[] | undefined> {
  if (replay !== undefined) return readReplays(replay);
  if (path === undefined || id === undefined || seed === undefined) return undefined;
  return [{ id, seed, path }];
}
