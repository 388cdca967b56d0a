import { Command, CommanderError } from 'commander';
import { unambiguous } from '../words/unambiguous.js';
import { addCertify } from './certify.js';
import { addConformance } from './conformance.js';
import { addDoctor } from './doctor.js';
import { addExec } from './exec.js';
import { exitCodeOfError, exitCodes, type ExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { addRecord } from './record.js';
import { addScenarios } from './scenarios.js';
import { addServe } from './serve.js';
import { addTrace } from './trace.js';
import { packageVersion } from '../package/version.js';

const name = 'buildx-testkit';

/** Runs one command line, given without the program's name, to its exit code: one of `exitCodes`, or a child's; never rejects. */
export async function commandLine(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.good;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = new Command(name)
    .description("A fake of docker/buildx's remote controller, and conformance tests for any.")
    .version(packageVersion())
    // A verb's options are its own, even where a verb above it has some of the same names.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.out.write(text),
      writeErr: (text) => void io.err.write(text),
      // Errors are told below, in one line.
      outputError: () => {},
    });
  addConformance(program, io, finish);
  addCertify(program, io, finish);
  addServe(program, io);
  addExec(program, io, finish, args);
  addRecord(program, io);
  addScenarios(program, io);
  addTrace(program, io);
  addDoctor(program, io, finish);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return tellError(error, args, io);
  }
}

function tellError(error: unknown, args: readonly string[], io: Io): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.good;
    if (error.code === 'commander.help') return exitCodes.usage;
    io.err.write(`${name}: ${unambiguous(oneLine(error))}: see ${[name, ...verbOf(args)].join(' ')} --help\n`);
    return exitCodes.usage;
  }
  const code = exitCodeOfError(error);
  const message = unambiguous(error instanceof Error ? error.message : String(error));
  const unexpected = code === exitCodes.broken;
  const hint = unexpected ? ' (BUILDX_TESTKIT_DEBUG=1 shows where)' : '';
  io.err.write(`${name}: ${message}${hint}\n`);
  if (unexpected && (io.env['BUILDX_TESTKIT_DEBUG'] ?? '') !== '') {
    io.err.write(`${error instanceof Error ? unambiguous(error.stack ?? '') : message}\n`);
  }
  return code;
}

/** Tells an error as `bad --runs "x": give a whole number of 1 or more`, in place of commander's longer words. */
function oneLine({ message }: CommanderError): string {
  const text = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
  const [, flag, value, advice] = /^option '([^ ']+)[^']*' argument '(.*)' is invalid\. (.*)$/s.exec(text) ?? [];
  return flag === undefined ? text : `bad ${flag} ${JSON.stringify(value)}: ${advice}`;
}

const verbs: Readonly<Record<string, readonly string[]>> = {
  certify: [],
  conformance: ['merge', 'fixtures'],
  serve: [],
  exec: [],
  record: [],
  scenarios: [],
};

function verbOf([first = '', second = '']: readonly string[]): string[] {
  const below = Object.hasOwn(verbs, first) ? verbs[first] : undefined;
  if (below === undefined) return [];
  return below.includes(second) ? [first, second] : [first];
}
