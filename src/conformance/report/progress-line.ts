import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';
import type { Progress } from '../engine/run/options.js';
import { progressText } from './progress-text.js';

/** How often the line is written again while one requirement is checked, in milliseconds. */
const everyMs = 100;

/** Shows, in one line of a terminal, what is being checked and what the run has come to. */
export class ProgressLine {
  readonly #stream: Pick<WriteStream, 'write' | 'columns'>;
  #shown: { readonly id: string; readonly elapsedMs: number } | undefined;

  constructor(stream: Pick<WriteStream, 'write' | 'columns'>) {
    this.#stream = stream;
  }

  show(progress: Progress<never>): void {
    const { requirement, tally, finished } = progress;
    const shown = this.#shown;
    if (finished !== undefined) return;
    if (shown?.id === requirement.id && tally.elapsedMs < shown.elapsedMs + everyMs) return;
    this.#shown = { id: requirement.id, elapsedMs: tally.elapsedMs };
    this.clear();
    this.#stream.write(progressText(progress).slice(0, this.#stream.columns - 1));
  }

  clear(): void {
    cursorTo(this.#stream as WriteStream, 0);
    clearLine(this.#stream as WriteStream, 0);
  }
}
