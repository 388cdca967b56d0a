import type { fsutil, gateway } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { BuildResult } from '../../playback/results/build-result.js';
import type { Build } from '../builds/build.js';
import { matchesPattern } from '../matches-pattern.js';
import { isProgram } from '../../serving/processes/is-program.js';
import { madeOf } from '../results/made-of.js';
import type { Life } from '../life.js';

type Files = ReadonlyMap<string, Buffer>;

/** Go's `fs.ModeDir`. */
const directory = 0x8000_0000;

/** Whose files are meant. */
interface Asked {
  readonly ref: string;
  readonly mountIndex: number;
}

/** Finds whose files are meant: those of a result, or those that a container sees. @throws RpcFailure */
export type Place = (build: Build, asked: Asked) => BuildResult;

export const ofResult: Place = (build, { ref }) => madeOf(build, ref).result;
export const ofContainer: Place = (build, { ref, mountIndex }) => {
  const running = build.containers.get(ref);
  if (running === undefined) throw new RpcFailure(`container details for ${ref}@${mountIndex} not found`);
  return running.result;
};

/** Serves ReadFile and ReadFileContainer: files are those of the script's `image.files`. */
export function readFile(place: Place) {
  return (build: Build, asked: gateway.ReadFileRequest): Init<gateway.ReadFileResponse> => {
    const { filePath, range } = asked;
    const data = filesOf(place(build, asked)).get(clean(filePath));
    if (data === undefined) throw missing('open', filePath);
    if (range === undefined) return { data };
    const begin = Number(range.offset);
    return { data: data.subarray(begin, range.length === 0n ? undefined : begin + Number(range.length)) };
  };
}

/** Serves ReadDir and ReadDirContainer. */
export function readDir(place: Place) {
  return (build: Build, asked: gateway.ReadDirRequest): Init<gateway.ReadDirResponse> => {
    const { dirPath, includePattern } = asked;
    const files = filesOf(place(build, asked));
    const path = clean(dirPath);
    const within = path === '/' ? '/' : `${path}/`;
    const names = new Set(
      [...files.keys()].flatMap((file) =>
        file.startsWith(within) ? [file.slice(within.length).split('/', 1)[0] ?? ''] : [],
      ),
    );
    if (names.size === 0 && path !== '/') throw missing('open', dirPath);
    const wanted = [...names]
      .filter((name) => includePattern === '' || matchesPattern(includePattern, name))
      .toSorted();
    return { entries: wanted.flatMap((name) => statOf(files, `${within}${name}`, name) ?? []) };
  };
}

/** Serves StatFile and StatFileContainer: programs that can be started are executable files, besides those of the image. */
export function statFile(place: Place) {
  return (build: Build, asked: gateway.StatFileRequest, { scripts }: Life): Init<gateway.StatFileResponse> => {
    const { path } = asked;
    const whole = clean(path);
    const name = whole.slice(whole.lastIndexOf('/') + 1);
    const stat =
      statOf(filesOf(place(build, asked)), whole, name) ??
      (isProgram(scripts, whole) ? { path: name, mode: 0o755 } : undefined);
    if (stat === undefined) throw missing('lstat', path);
    return { stat };
  };
}

function filesOf(result: BuildResult): Files {
  const files = result.state === 'unusable' ? {} : (result.image.files ?? {});
  return new Map(Object.entries(files).map(([path, text]) => [clean(path), Buffer.from(text)]));
}

function statOf(files: Files, path: string, name: string): Init<fsutil.Stat> | undefined {
  const data = files.get(path);
  if (data !== undefined) return { path: name, mode: 0o644, size: BigInt(data.length) };
  const within = path === '/' ? '/' : `${path}/`;
  const isDirectory = path === '/' || [...files.keys()].some((file) => file.startsWith(within));
  return isDirectory ? { path: name, mode: directory + 0o755 } : undefined;
}

function missing(verb: string, path: string): RpcFailure {
  return new RpcFailure(`${verb} ${path}: no such file or directory`);
}

/** An absolute path, without `.`, `..` and doubled slashes. */
function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
