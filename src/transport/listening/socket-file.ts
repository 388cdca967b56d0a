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

/** Makes a path for a socket in a new directory of mode 0700, which `remove` takes away again. */
export function temporarySocket(): TemporarySocket {
  const directory = mkdtempSync(join(tmpdir(), prefix));
  return {
    path: join(directory, base),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
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
