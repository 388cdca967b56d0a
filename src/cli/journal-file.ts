import { createWriteStream, mkdtempSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileProblem } from '../conformance/files/file-problem.js';
import type { JournalEntry } from '../journal/entry.js';
import { entryToJson } from '../journal/entry-json.js';
import { UsageError } from './usage-error.js';

/** A journal on disk, written as it comes: a JSON object a line. */
export class JournalFile {
  readonly #path: string;
  readonly #tell: (line: string) => void;
  readonly #stream: WriteStream;
  /** Where the journal goes on when it can no longer be written where it should be. */
  #elsewhere: WriteStream | undefined;
  #problem: UsageError | undefined;
  #count = 0;

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
    const line = `${entryToJson({ ...entry, n: ++this.#count })}\n`;
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

  /**
   * Closes the file.
   * @throws UsageError when not all of the journal is where it should be.
   */
  async close(): Promise<void> {
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
