import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Command } from 'commander';
import { CommandEnvironment } from '../buildx/command-environment.js';
import { FakeBuildKit } from '../fake-buildkit/fake-buildkit.js';
import { unambiguous, unambiguousLine } from '../words/unambiguous.js';
import { exitCodes } from './exit-code.js';
import { exposureOf } from './exposure.js';
import { Interruption } from './interruption.js';
import type { Io } from './io.js';
import { JournalFile } from './journal-file.js';
import { ScenarioFiles } from './scenario-files.js';
import { UsageError } from './usage-error.js';

interface Options {
  readonly listen: string;
  readonly journal?: string;
}

const examples = `
Examples:
  buildx-testkit exec -- docker buildx build .
      a build that succeeds, without an engine
  buildx-testkit exec slow-build.yaml -- ./release.sh
      a script of yours that builds images, against what the file says
  buildx-testkit exec --journal calls.jsonl -- docker buildx build . && buildx-testkit trace calls.jsonl --out page.html
      what was said meanwhile, drawn

COMMAND has BUILDX_CONFIG, BUILDX_BUILDER, BUILDKIT_HOST, DOCKER_CONFIG and DOCKER_HOST set, so that docker buildx and
buildctl find the fake and nothing of yours. exec ends with the exit code of COMMAND; with 1 when COMMAND succeeded
although the fake was asked for what no script knows; with 2 when COMMAND cannot be run.
`;

/** Adds the verb `exec`; `given` is the whole command line. */
export function addExec(program: Command, io: Io, finish: (code: number) => void, given: readonly string[]): void {
  program
    .command('exec')
    .usage('[options] [FILE|NAME...] -- COMMAND [ARG...]')
    .argument('[WORD...]')
    .summary('run a command that builds images, against a fake BuildKit')
    .description('Runs COMMAND against a fake BuildKit that plays the scenarios; without any, every build succeeds.')
    .option('--listen <ADDR>', 'unix:///path, tcp://host:port or host:port; unix makes a socket of its own', 'unix')
    .option('--journal <FILE>', 'write every message to FILE, a JSON object a line')
    .addHelpText('after', examples)
    .action(async (words: readonly string[], options: Options) => {
      // Words before and after `--` come as one list.
      const dashes = given.indexOf('--');
      const command = dashes < 0 ? [] : given.slice(dashes + 1);
      finish(await exec(words.slice(0, words.length - command.length), command, options, io));
    });
}

async function exec(
  names: readonly string[],
  [program, ...args]: readonly string[],
  options: Options,
  io: Io,
): Promise<number> {
  if (program === undefined) throw new UsageError('give the command to run after --');
  const { scenarios } = await ScenarioFiles.read(names);
  const tell = (line: string): void => void io.err.write(`buildx-testkit: ${unambiguousLine(line)}\n`);
  const journal = options.journal === undefined ? undefined : await JournalFile.open(options.journal, tell);
  // Few entries are kept, because nobody reads them here: the file has all.
  await using fake = await FakeBuildKit.start({ journal: { entries: 16, bytes: 1_048_576 }, warn: tell });
  fake.replace(scenarios);
  if (journal !== undefined) fake.journal.onEntry((entry) => journal.add(entry));
  const address = await fake.listen(options.listen);
  const exposure = exposureOf(address);
  if (exposure !== undefined) tell(exposure);
  await using environment = await CommandEnvironment.create(address, io.env);
  let exitCode: number;
  try {
    exitCode = await run(program, args, environment.variables);
  } finally {
    await journal?.close();
  }
  const unknown = fake.unknownRequests;
  for (const request of unknown) tell(`no script knows ${request}`);
  return exitCode === 0 && unknown.length > 0 ? exitCodes.violated : exitCode;
}

/**
 * Runs a program at this process's terminal. What asks this process to end is passed on, and the program waited for.
 * @throws UsageError when it cannot be started
 */
async function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const interruption = new Interruption();
  const child = spawn(program, args, { env, stdio: 'inherit' });
  const stop = (): void => void child.kill('SIGTERM');
  interruption.signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', (error) => reject(new UsageError(`cannot run ${unambiguous(program)}: ${error.message}`)));
      child.once('exit', (code, by) => resolve(code ?? 128 + constants.signals[by ?? 'SIGKILL']));
    });
  } finally {
    interruption.signal.removeEventListener('abort', stop);
    interruption.ignore();
  }
}
