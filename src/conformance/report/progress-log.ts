import type { Progress } from '../engine/run/options.js';
import { progressText } from './progress-text.js';

/** How often a line is written, in milliseconds. */
const everyMs = 10_000;

/** Writes a line every ten seconds that says what is being checked and what the run has come to, for logs. */
export class ProgressLog {
  readonly #write: (line: string) => void;
  #nextMs = everyMs;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  show(progress: Progress<never>): void {
    const { elapsedMs } = progress.tally;
    if (elapsedMs < this.#nextMs) return;
    this.#nextMs = elapsedMs + everyMs;
    this.#write(progressText(progress));
  }
}
