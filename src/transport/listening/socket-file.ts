import { lstatSync, mkdirSync, mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serverBehind } from '../server-behind.js';
import { ListenError } from './listen-error.js';

/** A path for a socket that nobody else may reach. */
export interface TemporarySocket {
  readonly path: string;
  remove(): void;
}

const prefix = 'buildx-testkit-';
const base = 'controller.sock';
/** What {@link temporarySocket} adds to the directory for temporary files: mkdtemp writes six letters over the X. */
export const temporarySocketName: string = join(`${prefix}XXXXXX`, base);

/** The directories of sockets that are there: what was not stopped when the process ends must not leave its own behind. */
const directories = new Set<string>();

/** Makes a path for a socket in a new directory of mode 0700, which `remove` takes away again, or the end of the process. */
export function temporarySocket(): TemporarySocket {
  const directory = mkdtempSync(join(tmpdir(), prefix));
  if (directories.size === 0) process.once('exit', removeAll);
  directories.add(directory);
  return {
    path: join(directory, base),
    remove: () => {
      directories.delete(directory);
      if (directories.size === 0) process.off('exit', removeAll);
      removeDirectory(directory);
    },
  };
}

function removeAll(): void {
  for (const directory of directories) removeDirectory(directory);
}

function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

/**
 * Makes room for a socket: makes its directory (0700 if it is new), and removes the stale socket of a server that is
 * gone.
 * @throws ListenError when something else is there, or a server still answers
 */
export async function claimSocket(path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isSocket())
    throw new ListenError(path, 'a file that is no socket is there: remove it, or choose another path');
  if (await serverBehind(path))
    throw new ListenError(path, 'another server listens there: stop it, or choose another path');
  unlinkSync(path);
}
