import type { TextMatch } from '../model/match.js';
import type { ProgramScript } from '../model/program-script.js';
import { compare } from './compare.js';
import { mismatches, type Comparison } from './comparison.js';

/** A process that a client asks for, with its command completed from the image. */
export interface RequestedProcess {
  /** The program's path and its arguments: the entrypoint, then the cmd. */
  readonly argv: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly env: readonly string[];
  readonly tty: boolean;
  readonly user: string;
  readonly cwd: string;
}

/** Holds everything that a script asks against a process, beginning with the program itself. */
export function compareProgram(
  script: Pick<ProgramScript, 'program' | 'when'>,
  process: RequestedProcess,
): readonly Comparison[] {
  const [path, ...args] = process.argv;
  const { entrypoint, cmd, env, tty, user, cwd } = process;
  return [
    ...compareProgramPath(script.program, path),
    ...compare(script.when ?? {}, { args, entrypoint, cmd, env, tty, user, cwd }, ''),
  ];
}

/** The differences that keep a script from playing a process; none when it plays. */
export function matchProgram(
  script: Pick<ProgramScript, 'program' | 'when'>,
  process: RequestedProcess,
): readonly Comparison[] {
  return mismatches(compareProgram(script, process));
}

function compareProgramPath(match: TextMatch, path: string | undefined): readonly Comparison[] {
  const rows = compare(match, path, 'program');
  if (path === undefined || !isBaseName(match)) return rows;
  const matches = compare(match, path.slice(path.lastIndexOf('/') + 1), 'program').every((row) => row.matches);
  return rows.map((row) => ({ ...row, matches }));
}

/** Whether a match is a name or glob without a slash, which stands for every path that ends in it. */
function isBaseName(match: TextMatch): boolean {
  if (typeof match === 'string') return !match.includes('/');
  return 'glob' in match && !match.glob.includes('/');
}
