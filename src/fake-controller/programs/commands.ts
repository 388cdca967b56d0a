import type { Console } from './console.js';
import { emission } from './emit.js';
import type { ProgramIo } from './program.js';

/** A command that the built-in shell knows, and that can be started by itself. */
type Command = (args: readonly string[], console: Console, io: ProgramIo) => Promise<number>;

const encoder = new TextEncoder();

/** Commands by base name. */
const commands: Readonly<Record<string, Command>> = {
  true: async () => 0,
  false: async () => 1,
  cat: async (_args, console) => {
    for (let chunk = await console.readChunk(); chunk !== undefined; chunk = await console.readChunk()) {
      await console.write(1, chunk);
    }
    return 0;
  },
  echo: async (args, console) => {
    await console.write(1, encoder.encode(`${args.join(' ')}\n`));
    return 0;
  },
  sleep: async (args, _console, io) => {
    const seconds = args[0] === 'infinity' ? Number.POSITIVE_INFINITY : Number(args[0]);
    if (!Number.isFinite(seconds)) return io.stall();
    await io.sleep(seconds * 1000);
    return 0;
  },
  emit: async (args, console) => {
    const [bytes, fd = '1'] = args;
    for (const piece of emission(Number(bytes))) await console.write(fd === '2' ? 2 : 1, piece);
    return 0;
  },
};

/** The command of that path or name. */
export function commandAt(path: string): Command | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}
