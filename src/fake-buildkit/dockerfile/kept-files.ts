import { isRegular } from '../../session-tunnel/files/file-mode.js';
import type { ReceivedFile } from '../../session-tunnel/files/received-files.js';
import { forget } from './client-directories.js';

/** A file that steps may copy. */
export interface KeptFile {
  /** Permission bits. */
  readonly mode: number;
  readonly data: Uint8Array;
}

/** Files by their paths, without a slash in front. */
export type FileTree = ReadonlyMap<string, KeptFile>;

/** How much is kept of all that a build loads, in bytes; each file counts for so many more than its content. */
const mostBytes = 16 * 1024 * 1024;
const bytesPerFile = 512;

/** What the client has sent for the steps that load its directories. When it becomes too much, nothing is kept of it. */
export class KeptFiles {
  readonly #trees = new Map<string, Map<string, KeptFile>>();
  /** Hard links, which are made when the files are there that they point to. */
  readonly #later: (() => void)[] = [];
  #left: number;

  /** @param most how much is kept, in bytes */
  constructor(most = mostBytes) {
    this.#left = most;
  }

  /** Whether it became too much. */
  get isTooMuch(): boolean {
    return this.#left < 0;
  }

  /** What came for a step, by its digest. */
  tree(step: string): FileTree {
    return this.#trees.get(step) ?? new Map();
  }

  /** Takes a file for a step. What is no file is left out, and so are links. */
  async take(file: ReceivedFile, step: string): Promise<void> {
    const { path, mode, linkname } = file.stat;
    if (!isRegular(mode)) return;
    this.#spend(bytesPerFile);
    const tree = this.#trees.get(step) ?? new Map<string, KeptFile>();
    if (!this.isTooMuch) this.#trees.set(step, tree);
    if (!file.hasContent) {
      this.#later.push(() => {
        const data = tree.get(linkname)?.data;
        if (data !== undefined) tree.set(path, { mode: mode & 0o7777, data });
      });
      return;
    }
    if (this.isTooMuch) return forget(file);
    const pieces: Uint8Array[] = [];
    for await (const piece of file.content()) {
      this.#spend(piece.length);
      if (!this.isTooMuch) pieces.push(piece);
    }
    if (!this.isTooMuch) tree.set(path, { mode: mode & 0o7777, data: Buffer.concat(pieces) });
  }

  /** Call it when everything has come. */
  complete(): void {
    for (const link of this.#later.splice(0)) if (!this.isTooMuch) link();
  }

  #spend(bytes: number): void {
    this.#left -= bytes;
    if (!this.isTooMuch) return;
    this.#trees.clear();
    this.#later.length = 0;
  }
}
