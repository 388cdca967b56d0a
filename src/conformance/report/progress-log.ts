import type { Progress } from '../engine/run/options.js';
import { progressText } from './progress-text.js';
import { violationLines } from './violation-lines.js';

/** How often a line is written, in milliseconds. */
const everyMs = 10_000;

/**
 * Writes for logs, as soon as it is known, what does not hold; and a line every ten seconds that says what is being
 * checked and what the run has come to.
 */
export class ProgressLog {
  readonly #write: (line: string) => void;
  #nextMs = everyMs;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  tell(lines: readonly string[]): void {
    for (const line of lines) this.#write(line);
  }

  show(progress: Progress<never>): void {
    if (progress.finished !== undefined) this.tell(violationLines(progress.finished));
    const { elapsedMs } = progress.tally;
    if (elapsedMs < this.#nextMs) return;
    this.#nextMs = elapsedMs + everyMs;
    this.#write(progressText(progress));
  }
}
