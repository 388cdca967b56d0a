import type { Console } from './console.js';
import { emission } from './emit.js';
import { absolute } from './path.js';
import type { ProgramIo } from './program.js';

/** A command that the built-in shell knows, and that also runs by itself. */
type Command = (args: readonly string[], console: Console, io: ProgramIo) => Promise<number>;

const encoder = new TextEncoder();

/** Commands by base name. */
const commands: Readonly<Record<string, Command>> = {
  true: async () => 0,
  false: async () => 1,
  cat: async (args, console, io) => {
    if (args.length > 0 && args[0] !== '-') return printFiles(args, console, io);
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
  pwd: async (_args, console, { cwd }) => say(console, [cwd]),
  env: async (_args, console, { env }) => say(console, env),
  printenv: async (args, console, { env }) => {
    const values = args.map((name) => env.find((variable) => variable.startsWith(`${name}=`))?.slice(name.length + 1));
    await say(console, args.length === 0 ? env : values.filter((value) => value !== undefined));
    return values.includes(undefined) ? 1 : 0;
  },
  id: async ([option], console, { user: { uid, gid, name } }) => {
    const named = (number: number): string => (name === undefined ? `${number}` : `${number}(${name})`);
    const all = `uid=${named(uid)} gid=${gid === uid ? named(gid) : gid}`;
    return say(console, [option === '-u' ? `${uid}` : option === '-g' ? `${gid}` : all]);
  },
  whoami: async (_args, console, { user: { uid, name } }) => {
    if (name !== undefined) return say(console, [name]);
    await console.write(2, encoder.encode(`whoami: unknown uid ${uid}\n`));
    return 1;
  },
  tty: async (_args, console, { tty }) => {
    await say(console, [tty ? '/dev/pts/0' : 'not a tty']);
    return tty ? 0 : 1;
  },
  ls: async (args, console, io) => {
    let code = 0;
    const shown = args.filter((arg) => !arg.startsWith('-'));
    for (const path of shown.length === 0 ? ['.'] : shown) {
      const names = namesAt(absolute(path, io.cwd), path, io.files);
      if (names === undefined) {
        await console.write(2, encoder.encode(`ls: ${path}: No such file or directory\n`));
        code = 1;
      } else await say(console, names);
    }
    return code;
  },
  emit: async (args, console) => {
    const [bytes, fd = '1'] = args;
    for (const piece of emission(Number(bytes))) await console.write(fd === '2' ? 2 : 1, piece);
    return 0;
  },
};

async function say(console: Console, lines: readonly string[]): Promise<number> {
  if (lines.length > 0) await console.write(1, encoder.encode(lines.map((line) => `${line}\n`).join('')));
  return 0;
}

async function printFiles(paths: readonly string[], console: Console, { cwd, files }: ProgramIo): Promise<number> {
  let code = 0;
  for (const path of paths) {
    const place = absolute(path, cwd);
    const text = Object.hasOwn(files, place) ? files[place] : undefined;
    if (text === undefined) {
      await console.write(2, encoder.encode(`cat: can't open '${path}': No such file or directory\n`));
      code = 1;
    } else if (text !== '') await console.write(1, encoder.encode(text));
  }
  return code;
}

/** What `ls` lists: a file by its own name, a directory by what is in it. The root is always there. */
function namesAt(place: string, path: string, files: ProgramIo['files']): readonly string[] | undefined {
  if (Object.hasOwn(files, place)) return [path];
  const below = place === '/' ? '/' : `${place}/`;
  const names = Object.keys(files).flatMap((file) =>
    file.startsWith(below) ? [file.slice(below.length).split('/', 1)[0] ?? ''] : [],
  );
  return names.length === 0 && place !== '/' ? undefined : [...new Set(names)].toSorted();
}

/** The command of that path or name. */
export function commandAt(path: string): Command | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}
