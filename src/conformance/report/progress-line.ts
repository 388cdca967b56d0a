import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';
import type { Progress } from '../run-conformance.js';

/** One line of a terminal that says what is being checked. */
export class ProgressLine {
  readonly #stream: WriteStream;

  constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  show({ requirement, index, total, finished }: Progress): void {
    if (finished !== undefined) return;
    this.clear();
    const text = `[${index + 1}/${total}] ${requirement.id} ${requirement.title}`;
    this.#stream.write(text.slice(0, this.#stream.columns - 1));
  }

  clear(): void {
    cursorTo(this.#stream, 0);
    clearLine(this.#stream, 0);
  }
}
