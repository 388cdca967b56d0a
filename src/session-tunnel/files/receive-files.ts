import { FileSync } from '../../protocol/buildkit/service.js';
import type { Session } from '../session.js';
import { SessionCall } from '../session-call.js';
import { SessionError } from '../session-error.js';
import { headerValues } from './header-values.js';
import { ReceivedFiles } from './received-files.js';

/** Which files of which directory are wanted. */
export interface WantedFiles {
  /** The client's name of the directory: `context`, `dockerfile`. */
  readonly directory: string;
  /** Patterns as in `.dockerignore`. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Paths of which, with their symbolic links followed, nothing but they are sent. */
  readonly follow?: readonly string[];
}

/**
 * Asks the client for a directory tree.
 * @param came is told after each packet how many bytes have come, with the names of the files
 * @throws SessionError when it offers none
 */
export function receiveFiles(
  session: Session,
  wanted: WantedFiles,
  signal?: AbortSignal,
  came?: (bytes: number) => void,
): ReceivedFiles {
  if (!session.offers(FileSync.DiffCopy.path)) throw new SessionError('no local sources enabled');
  const metadata = headerValues({
    'include-patterns': wanted.include,
    'exclude-patterns': wanted.exclude,
    followpaths: wanted.follow,
    'dir-name': [wanted.directory],
  });
  const options = { metadata, ...(signal === undefined ? {} : { signal }) };
  return new ReceivedFiles(new SessionCall(session, FileSync.DiffCopy, options), came);
}

/** Reads the named files as far as they are there, such as a Dockerfile; @throws SessionError, RpcError */
export async function readNamedFiles(
  session: Session,
  directory: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = receiveFiles(session, { directory, follow: names }, signal);
  const found = new Map<string, Uint8Array>();
  try {
    for await (const file of files) {
      const { path } = file.stat;
      if (names.includes(path)) found.set(path, await wholeOf(file.content()));
    }
    await files.finish();
  } finally {
    files.cancel();
  }
  return found;
}

async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
