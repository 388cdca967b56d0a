import { type Command, CommanderError } from 'commander';
import { unambiguous } from '../words/unambiguous.js';
import { exitCodeOfError, exitCodes, type ExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { programOf } from './program.js';

const name = 'buildx-testkit';

/** Runs one command line, given without the program's name, to its exit code: one of `exitCodes`, or a child's; never rejects. */
export async function commandLine(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.good;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = programOf(io, finish, args);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return tellError(error, args, program, io);
  }
}

function tellError(error: unknown, args: readonly string[], program: Command, io: Io): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.good;
    if (error.code === 'commander.help') return exitCodes.usage;
    io.err.write(`${name}: ${unambiguous(oneLine(error))}: see ${[name, ...verbOf(args, program)].join(' ')} --help\n`);
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

/** The words of a command line that name a verb of the program. */
function verbOf([word, ...rest]: readonly string[], { commands }: Command): string[] {
  const verb = commands.find((command) => command.name() === word);
  return verb === undefined ? [] : [verb.name(), ...verbOf(rest, verb)];
}
