import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';
import type { Progress } from '../engine/run/options.js';
import { progressText } from './progress-text.js';
import { violationLines } from './violation-lines.js';

/** How often the line is written again while one requirement is checked, in milliseconds. */
const everyMs = 100;

/**
 * Shows, in one line of a terminal, what is being checked and what the run has come to; and above it, as soon as it is
 * known, what does not hold.
 */
export class ProgressLine {
  readonly #stream: Pick<WriteStream, 'write' | 'columns'>;
  #shown: { readonly id: string; readonly elapsedMs: number } | undefined;

  constructor(stream: Pick<WriteStream, 'write' | 'columns'>) {
    this.#stream = stream;
  }

  show(progress: Progress<never>): void {
    const { requirement, tally, finished } = progress;
    const shown = this.#shown;
    if (finished !== undefined) {
      this.tell(violationLines(finished));
      return;
    }
    if (shown?.id === requirement.id && tally.elapsedMs < shown.elapsedMs + everyMs) return;
    this.#shown = { id: requirement.id, elapsedMs: tally.elapsedMs };
    this.clear();
    this.#stream.write(progressText(progress).slice(0, this.#stream.columns - 1));
  }

  /** Writes lines that stay, above the one that shows the progress. */
  tell(lines: readonly string[]): void {
    if (lines.length === 0) return;
    this.clear();
    this.#shown = undefined;
    this.#stream.write(lines.map((line) => `${line}\n`).join(''));
  }

  clear(): void {
    cursorTo(this.#stream as WriteStream, 0);
    clearLine(this.#stream as WriteStream, 0);
  }
}
