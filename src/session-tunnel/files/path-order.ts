import { posix } from 'node:path';
import { goQuote } from '../../words/go-quote.js';
import { SessionError } from '../session-error.js';

/**
 * Refuses paths that lead out of the tree, that come twice or out of order, and those whose directory did not come
 * before them, as fsutil does. Order is by the bytes of a path's parts.
 */
export class PathOrder {
  /** The directories that may still have files, each in the one before it, with the last name that came in it. */
  readonly #open: { readonly path: string; last: string }[] = [{ path: '', last: '' }];

  /** @throws SessionError */
  check(path: string, isDirectory: boolean): void {
    const clean = posix.normalize(path);
    if (path !== (clean.length > 1 ? clean.replace(/\/$/, '') : clean)) throw refused('unclean path', path);
    if (path.startsWith('/')) throw refused('absolute path', path);
    if (path === '..' || path.startsWith('../')) throw refused('escape check', path);
    const parent = posix.dirname(path);
    const within = parent === '.' ? '' : parent;
    const name = posix.basename(path);
    let directory = this.#open.at(-1);
    while (this.#open.length > 1 && directory !== undefined && comparePaths(directory.path, within) > 0) {
      this.#open.pop();
      directory = this.#open.at(-1);
    }
    if (directory === undefined || directory.path !== within || compareBytes(directory.last, name) >= 0) {
      const last = posix.join(directory?.path ?? '', directory?.last ?? '');
      throw new SessionError(`changes out of order: ${goQuote(path)} ${goQuote(last === '.' ? '' : last)}`);
    }
    directory.last = name;
    if (isDirectory) this.#open.push({ path, last: '' });
  }
}

/** The error of Go's `fs.PathError` with EINVAL. */
function refused(operation: string, path: string): SessionError {
  return new SessionError(`${operation} ${path}: invalid argument`);
}

function compareBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** By the bytes, where `/` comes before every other: what is in a directory follows it at once. */
function comparePaths(one: string, other: string): number {
  return compareBytes(one.replaceAll('/', '\0'), other.replaceAll('/', '\0'));
}
