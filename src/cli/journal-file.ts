import { createWriteStream, mkdtempSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileProblem } from '../conformance/files/file-problem.js';
import type { JournalEntry } from '../journal/entry.js';
import { entryToJson } from '../journal/written-entry.js';
import { UsageError } from './usage-error.js';

/** So much may wait until the disk takes it; what comes then is left out, which the file says in its place. */
const mostWaiting = 64 * 1024 * 1024;

/** A journal on disk, written as it comes: a JSON object a line. */
export class JournalFile {
  readonly #path: string;
  readonly #tell: (line: string) => void;
  readonly #stream: WriteStream;
  /** Where the journal goes on when it can no longer be written where it should be. */
  #elsewhere: WriteStream | undefined;
  #problem: UsageError | undefined;
  #count = 0;
  #lastTime = 0;
  /** Since an entry was written: what a disk that is too slow has no room for. */
  #left = { entries: 0, bytes: 0 };

  private constructor(path: string, stream: WriteStream, tell: (line: string) => void) {
    this.#path = path;
    this.#stream = stream;
    this.#tell = tell;
    // Ignored here, because the error is told to each write.
    stream.on('error', () => undefined);
  }

  /**
   * Opens a file.
   *
   * @param tell told once when the file cannot be written any more
   * @throws UsageError when it cannot be opened
   */
  static async open(path: string, tell: (line: string) => void): Promise<JournalFile> {
    const stream = createWriteStream(path);
    try {
      await once(stream, 'open');
    } catch (error) {
      throw new UsageError(`cannot write the journal ${path}: ${fileProblem(error)}`);
    }
    return new JournalFile(path, stream, tell);
  }

  add(entry: JournalEntry): void {
    // Numbered here, because the fake's own count begins anew when it is reset.
    this.#lastTime = entry.time;
    const line = `${entryToJson({ ...entry, n: ++this.#count })}\n`;
    if ((this.#elsewhere ?? this.#stream).writableLength > mostWaiting) {
      this.#left.entries++;
      this.#left.bytes += line.length;
      return;
    }
    if (this.#left.entries > 0) this.#tellLeft(entry.time);
    this.#write(line);
  }

  #write(line: string): void {
    if (this.#elsewhere !== undefined) {
      this.#elsewhere.write(line);
      return;
    }
    this.#stream.write(line, (error) => {
      if (error === null || error === undefined) return;
      this.#elsewhere ??= this.#goElsewhere(error);
      this.#elsewhere.write(line);
    });
  }

  /** In the place of what was left out. */
  #tellLeft(time: number): void {
    const { entries, bytes } = this.#left;
    this.#left = { entries: 0, bytes: 0 };
    const text = `${entries} entries of ${bytes} bytes were dropped: they came faster than this file could be written`;
    this.#tell(`${this.#path}: ${text}`);
    this.#write(`${entryToJson({ n: this.#count, time, kind: 'note', text })}\n`);
  }

  /**
   * Closes the file.
   * @throws UsageError when not all of the journal is where it should be.
   */
  async close(): Promise<void> {
    if (this.#left.entries > 0) this.#tellLeft(this.#lastTime);
    await ended(this.#stream);
    if (this.#elsewhere !== undefined) await ended(this.#elsewhere);
    if (this.#problem !== undefined) throw this.#problem;
  }

  #goElsewhere(error: Error): WriteStream {
    const path = join(mkdtempSync(join(tmpdir(), 'buildx-testkit-')), basename(this.#path));
    const text = `cannot write the journal ${this.#path}: ${fileProblem(error)}; it goes on in ${path}`;
    this.#problem = new UsageError(text);
    this.#tell(text);
    const stream = createWriteStream(path);
    stream.once('error', (problem) => this.#tell(`cannot write it there either: ${fileProblem(problem)}`));
    return stream;
  }
}

async function ended(stream: WriteStream): Promise<void> {
  if (stream.closed) return;
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  stream.end();
  await closed;
}
