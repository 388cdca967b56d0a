import { commandAt } from './commands.js';
import { openConsole, type Console } from './console.js';
import { absolute } from './path.js';
import type { ProgramIo } from './program.js';
import { ShellState } from './shell-state.js';
import { parseList, UnknownSyntax, type SimpleCommand } from './shell-syntax.js';
import { Interrupted } from './terminal.js';

const prompt = '/ # ';
const encoder = new TextEncoder();
const assignment = /^[A-Za-z_]\w*=/;

/** Thrown by `exit` and `exec` to leave the lists that they stand in. */
class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.name = 'Exit';
    this.code = code;
  }
}

/**
 * A small `sh`: runs `-c LIST`, or commands from stdin with a prompt on a terminal. It knows lists of simple commands
 * with `;`, `&&`, `||` and newlines; quotes, variables, arguments, and output to files that nobody can read; `cd`,
 * `exit`, `exec`, `export`, and what `commands` has. It refuses by name whatever else a shell knows.
 */
export async function shell(io: ProgramIo, console = openConsole(io)): Promise<number> {
  const [name = 'sh', option, list, ...args] = io.argv;
  const state = new ShellState(io, option === '-c' && args.length > 0 ? args : [name]);
  try {
    return option === '-c' ? await runList(list ?? '', console, io, state) : await interact(console, io, state);
  } catch (error) {
    if (error instanceof Exit) return error.code;
    throw error;
  }
}

async function interact(console: Console, io: ProgramIo, state: ShellState): Promise<number> {
  for (;;) {
    if (io.tty) await console.write(1, encoder.encode(prompt));
    try {
      const line = await console.foreground((own) => own.readLine());
      if (line === undefined) return state.last;
      state.last = await console.foreground((own) => runList(line, own, io, state));
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      state.last = 130;
    }
  }
}

async function runList(list: string, console: Console, io: ProgramIo, state: ShellState): Promise<number> {
  try {
    for (const command of parseList(list)) {
      const { after } = command;
      if (after === ';' || (after === '&&') === (state.last === 0))
        state.last = await runCommand(command, redirected(console, command), io, state);
    }
    return state.last;
  } catch (error) {
    if (!(error instanceof UnknownSyntax)) throw error;
    await console.write(2, encoder.encode(`sh: ${error.message}\n`));
    state.last = 2;
    return 2;
  }
}

async function runCommand(
  { words }: Pick<SimpleCommand, 'words'>,
  console: Console,
  io: ProgramIo,
  state: ShellState,
): Promise<number> {
  const [name = '', ...args] = words.flatMap((word) => state.expand(word));
  return run(name, args, console, io, state);
}

async function run(
  name: string,
  args: readonly string[],
  console: Console,
  io: ProgramIo,
  state: ShellState,
): Promise<number> {
  if (name === 'exit') throw new Exit(args[0] === undefined ? state.last : Number(args[0]) & 255);
  if (name === 'exec' && args.length > 0) throw new Exit(await run(args[0] ?? '', args.slice(1), console, io, state));
  if (name === 'export' || assignment.test(name)) {
    for (const each of name === 'export' ? args : [name, ...args]) state.set(each, { exported: name === 'export' });
    return 0;
  }
  if (name === 'cd') {
    state.cwd = absolute(args[0] ?? '/', state.cwd);
    return 0;
  }
  const own: ProgramIo = { ...io, argv: [name, ...args], env: state.env, cwd: state.cwd };
  if (name === 'sh' || name.endsWith('/sh')) return shell(own, console);
  const command = commandAt(name);
  if (command !== undefined) return command(args, console, own);
  if (name === '') return 0;
  await console.write(2, encoder.encode(`sh: ${name}: not found\n`));
  return 127;
}

/** The console to which the command writes. */
function redirected(console: Console, { redirects }: SimpleCommand): Console {
  return redirects.reduce<Console>((inner, { fd, to }) => {
    const write: Console['write'] = async (file, bytes) => {
      if (file !== fd) await inner.write(file, bytes);
      else if (to !== 'nowhere') await console.write(to === 2 ? 2 : 1, bytes);
    };
    return { ...inner, write, foreground: (work) => inner.foreground((own) => work({ ...own, write })) };
  }, console);
}
