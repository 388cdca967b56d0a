import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { isGood } from '../certificate/certificate.js';
import { certificatePage } from '../certificate/report/page.js';
import { certificateText } from '../certificate/report/text.js';
import { certify } from '../certificate/running/certify.js';
import { faithfulFake } from '../certificate/running/faithful-fake.js';
import { defaults } from '../certificate/running/options.js';
import { readFixtures } from '../conformance/files/fixtures-file.js';
import { fileProblem } from '../conformance/files/file-problem.js';
import { openTarget } from '../conformance/targets/open-target.js';
import { parseRevision } from '../protocol/parse-revision.js';
import { defaultRevision, revisions } from '../protocol/revision.js';
import { shellQuote } from '../words/shell-quote.js';
import { exitCodes, type ExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { mutantOf } from './mutants.js';
import { durationMs, wholeNumber } from './option-values.js';
import { UsageError } from './usage-error.js';

const examples = `
Examples:
  buildx-testkit certify
      a real controller in a container
  buildx-testkit certify --target unix:///run/controller.sock --histories 1000 --page certificate.md
      one of another release, with the page that tells what was found
  buildx-testkit certify --target unix:///run/controller.sock --seed 7 --replay 12:0:3
      the one history that showed a difference, cut down

Exit codes: 0 certified; 1 something is not explained, or stale; 2 bad usage or file; 3 no target; 4 nothing to play; 5 an error.
`;

interface Flags {
  readonly target: string;
  readonly fixtures?: string;
  readonly restartCommand?: string;
  readonly revision?: string;
  readonly histories: number;
  readonly seed: number;
  readonly atOnce: number;
  readonly timeout: number;
  readonly replay?: string;
  readonly page?: string;
  readonly mutant?: string;
}

/** Adds the verb `certify`. */
export function addCertify(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  program
    .command('certify')
    .summary('compare the fake with a real controller')
    .description(
      'Plays the same histories to the fake and to a real controller, compares what both said, and explains the differences.',
    )
    .option(
      '--target <TARGET>',
      'container, or an address: unix:///path, tcp://host:port, host:port; fake compares it with itself',
      'container',
    )
    .option('--fixtures <FILE>', 'YAML or JSON: the builds and programs to ask the target for')
    .option('--restart-command <CMD>', 'a shell command that restarts the controller at an address, dead or alive')
    .option('--revision <R>', `the protocol: ${revisions.join(', ')}; found out from the target's Info if not given`)
    .option('--histories <N>', 'how many histories are played', wholeNumber(1), defaults.histories)
    .option('--seed <N>', 'what all histories follow from', wholeNumber(-(2 ** 31)), defaults.seed)
    .option('--at-once <N>', 'how many histories are played at a time', wholeNumber(1), defaults.atOnce)
    .addOption(
      new Option('--timeout <D>', 'how long to wait for what must come, such as 500ms or 1m')
        .argParser(durationMs)
        .default(defaults.timeoutMs, '10s'),
    )
    .option('--replay <H>', 'plays only this history, as a difference prints it: 12, or 12:0:3')
    .option('--page <FILE>', 'also write what was found as a page in Markdown')
    .option(
      '--mutant <NAME>',
      'certifies the fake broken on purpose in this way; conformance --mutant list prints the names',
    )
    .addHelpText('after', examples)
    .action(async (flags: Flags) => finish(await run(flags, io)));
}

async function run(flags: Flags, io: Io): Promise<ExitCode> {
  const { histories, seed, atOnce, timeout: timeoutMs, replay, page } = flags;
  const mutant = flags.mutant === undefined ? undefined : await mutantOf(flags.mutant);
  const revision = flags.revision === undefined ? undefined : parseRevision(flags.revision);
  const fixtures = flags.fixtures === undefined ? undefined : await readFixtures(flags.fixtures);
  if (replay !== undefined && !/^\d+(:\d+)*$/.test(replay)) {
    throw new UsageError(`bad --replay ${JSON.stringify(replay)}: give a history such as 12 or 12:0:3`);
  }
  // Held against itself, the fake is as a real server, too.
  const target = await (flags.target === 'fake'
    ? faithfulFake({ revision: revision ?? defaultRevision })
    : openTarget(flags.target, {
        timeoutMs,
        ...(revision === undefined ? {} : { revision }),
        ...(fixtures === undefined ? {} : { fixtures }),
        ...(flags.restartCommand === undefined ? {} : { restartCommand: flags.restartCommand }),
      }));
  try {
    const certificate = await certify(target, {
      histories,
      seed,
      atOnce,
      timeoutMs,
      fake: () => faithfulFake(target, mutant),
      onProgress: (text) => void io.err.write(`${text}\n`),
      ...(replay === undefined ? {} : { replay }),
    });
    io.out.write(certificateText(certificate, commandOf(flags)));
    if (page !== undefined) await writePage(page, certificatePage(certificate));
    return isGood(certificate) ? exitCodes.good : exitCodes.violated;
  } finally {
    await target.close();
  }
}

async function writePage(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${fileProblem(error)}`);
  }
}

function commandOf({ target, fixtures, revision, mutant }: Flags): string {
  const words = [
    ['--target', target],
    ['--fixtures', fixtures],
    ['--revision', revision],
    ['--mutant', mutant],
  ].flatMap(([flag = '', value]) => (value === undefined ? [] : [`${flag} ${shellQuote(value)}`]));
  return ['buildx-testkit certify', ...words].join(' ');
}
