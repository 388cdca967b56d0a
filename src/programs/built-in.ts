import { commandAt } from './commands.js';
import { openConsole } from './console.js';
import type { Program } from './program.js';
import { shell } from './shell.js';

/** The built-in program of that path; undefined when there is none. */
export function builtIn(path: string): Program | undefined {
  if (path.slice(path.lastIndexOf('/') + 1) === 'sh') return shell;
  const command = commandAt(path);
  return command === undefined ? undefined : (io) => command(io.argv.slice(1), openConsole(io), io);
}
