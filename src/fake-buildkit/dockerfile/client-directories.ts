import type { StringMap } from '../../protocol/messages.js';
import { receiveFiles, type WantedFiles } from '../../session-tunnel/files/receive-files.js';
import type { ReceivedFile, ReceivedFiles } from '../../session-tunnel/files/received-files.js';
import type { Session } from '../../session-tunnel/session.js';
import type { Cancellation } from '../../time/cancellation.js';
import type { Life } from '../life.js';

/** Takes a file that a client sends: its content is asked for where `take` asks for it. */
export type TakeFile = (file: ReceivedFile) => Promise<void>;

/** So many files are read at a time, so that a client need not wait for an answer between any two of them. */
const atOnce = 32;

/** The directories of the client of a build, and its sessions. */
export class ClientDirectories {
  readonly #life: Pick<Life, 'sessions'>;
  readonly #session: string;
  readonly #attrs: StringMap;
  readonly #cancellation: Cancellation;

  /**
   * @param session the session of the build; the options may name another one for a directory
   * @param attrs the frontend's options
   * @param cancellation ends everything that is read
   */
  constructor(life: Pick<Life, 'sessions'>, session: string, attrs: StringMap, cancellation: Cancellation) {
    this.#life = life;
    this.#session = session;
    this.#attrs = attrs;
    this.#cancellation = cancellation;
  }

  /** The session of the build. @throws SessionError when none comes */
  session(): Promise<Session> {
    return this.#life.sessions.find(this.#session, this.#cancellation);
  }

  /** Reads files by their paths, as far as they are there, and tells how many bytes came for them. @throws SessionError, RpcError */
  async named(
    directory: string,
    paths: readonly string[],
  ): Promise<{ readonly files: ReadonlyMap<string, Buffer>; readonly bytes: number }> {
    const files = new Map<string, Buffer>();
    const bytes = await this.read({ directory, follow: paths }, async (file) => {
      if (!paths.includes(file.stat.path)) return;
      const pieces: Uint8Array[] = [];
      for await (const piece of file.content()) pieces.push(piece);
      files.set(file.stat.path, Buffer.concat(pieces));
    });
    return { files, bytes };
  }

  /**
   * Reads a directory; gives how many bytes came, counted as BuildKit counts them: with the names of the files.
   * @param take default: the content of every file is asked for, and forgotten as it comes
   * @param came is told after each packet how many bytes have come
   * @throws SessionError, RpcError
   */
  async read(wanted: WantedFiles, take: TakeFile = forget, came?: (bytes: number) => void): Promise<number> {
    const id = this.#attrs[`local-sessionid:${wanted.directory}`] ?? this.#session;
    const session = await this.#life.sessions.find(id, this.#cancellation);
    const abort = new AbortController();
    const stopListening = this.#cancellation.onCancel(() => abort.abort());
    try {
      const files = receiveFiles(session, wanted, abort.signal, came);
      try {
        await takeAll(files, take);
        await files.finish();
        return files.bytes;
      } finally {
        files.cancel();
      }
    } finally {
      stopListening();
    }
  }
}

async function takeAll(files: ReceivedFiles, take: TakeFile): Promise<void> {
  const iterator = files[Symbol.asyncIterator]();
  const takeSome = async (): Promise<void> => {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) await take(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, takeSome));
}

/** Asks for the content of a file and keeps nothing of it. */
export async function forget(file: ReceivedFile): Promise<void> {
  if (!file.hasContent) return;
  for await (const _ of file.content());
}
