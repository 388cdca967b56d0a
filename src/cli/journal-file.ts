import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { fileProblem } from '../conformance/file-problem.js';
import type { JournalEntry } from '../fake-controller/journal/entry.js';
import { entryToJson } from '../fake-controller/journal/entry-json.js';
import { UsageError } from './usage-error.js';

/** A journal on disk, written as it comes: a JSON object a line. */
export class JournalFile {
  readonly #stream: WriteStream;
  #count = 0;

  private constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  /** @throws UsageError when the file cannot be written. */
  static async open(path: string): Promise<JournalFile> {
    const stream = createWriteStream(path);
    try {
      await once(stream, 'open');
    } catch (error) {
      throw new UsageError(`cannot write the journal ${path}: ${fileProblem(error)}`);
    }
    return new JournalFile(stream);
  }

  add(entry: JournalEntry): void {
    // Numbered here, since the fake's own count begins anew whenever its journal is cleared.
    this.#stream.write(`${entryToJson({ ...entry, n: ++this.#count })}\n`);
  }

  async close(): Promise<void> {
    this.#stream.end();
    await once(this.#stream, 'close');
  }
}
