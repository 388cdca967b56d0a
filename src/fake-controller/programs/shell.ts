import { commandAt } from './commands.js';
import { openConsole, type Console } from './console.js';
import type { ProgramIo } from './program.js';
import { Interrupted } from './terminal.js';

const prompt = '/ # ';
const encoder = new TextEncoder();

/** `exit` and `exec` unwind the lists they stand in. */
class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.name = 'Exit';
    this.code = code;
  }
}

/**
 * A small `sh`: `-c LIST`, or commands from stdin, with a prompt on a terminal. Lists of simple commands separated by
 * `;` or newlines; quotes; `exit`, `exec`, and what `commands` has. `$?` is the last exit code.
 */
export async function shell(io: ProgramIo): Promise<number> {
  const console = openConsole(io);
  const [, option, list] = io.argv;
  try {
    return option === '-c' ? await runList(list ?? '', console, io, 0) : await interact(console, io);
  } catch (error) {
    if (error instanceof Exit) return error.code;
    throw error;
  }
}

async function interact(console: Console, io: ProgramIo): Promise<number> {
  let last = 0;
  for (;;) {
    if (io.tty) await console.write(1, encoder.encode(prompt));
    try {
      const line = await console.foreground((own) => own.readLine());
      if (line === undefined) return last;
      last = await console.foreground((own) => runList(line, own, io, last));
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      last = 130;
    }
  }
}

async function runList(list: string, console: Console, io: ProgramIo, before: number): Promise<number> {
  let last = before;
  for (const words of parse(list)) last = await runCommand(words, console, io, last);
  return last;
}

async function runCommand(words: readonly string[], console: Console, io: ProgramIo, last: number): Promise<number> {
  const [name = '', ...args] = words.map((word) => word.replaceAll('$?', String(last)));
  if (name === 'exit') throw new Exit(args[0] === undefined ? last : Number(args[0]) & 255);
  if (name === 'exec' && args.length > 0) throw new Exit(await runCommand(args, console, io, last));
  const command = commandAt(name);
  if (command !== undefined) return command(args, console, io);
  await console.write(2, encoder.encode(`sh: ${name}: not found\n`));
  return 127;
}

/** Simple commands as lists of words. */
function* parse(list: string): Generator<readonly string[]> {
  let words: string[] = [];
  for (const [, separator, single, double, plain] of list.matchAll(/([;\n])|'([^']*)'|"([^"]*)"|([^\s;'"]+)/g)) {
    if (separator === undefined) {
      words.push(single ?? double ?? plain ?? '');
    } else {
      if (words.length > 0) yield words;
      words = [];
    }
  }
  if (words.length > 0) yield words;
}
