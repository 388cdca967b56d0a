import type { LogLimits } from '../../scenarios/model/build-script.js';

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** BuildKit's own limits (docs/real-controller.md §8.4). */
const defaultSize = 2 * mebibyte;
const defaultSpeed = 200 * kibibyte;
/** How many of the clipped bytes are shown when the step fails. */
export const tailBytes = 256 * kibibyte;

/** What becomes of one write. */
export interface Clipped {
  /** How many of its bytes are kept. */
  readonly kept: number;
  /** The note that is put behind them; empty unless the clipping begins here. */
  readonly note: string;
}

/** The limit of one stream of one step. Bytes that are dropped count, too. */
export class LogLimit {
  readonly #size: number;
  readonly #speed: number;
  #written = 0;
  #clipping = false;

  constructor({ size = defaultSize, speed = defaultSpeed }: LogLimits = {}) {
    this.#size = size;
    this.#speed = speed;
  }

  /** @param elapsed milliseconds since the step started */
  take(bytes: number, elapsed: number): Clipped {
    const before = this.#written;
    this.#written += bytes;
    // At least a second counts, because even at the very start of a real step some time has passed.
    const fast = this.#speed < 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(elapsed / 1000)) * this.#speed;
    const long = this.#size < 0 ? Number.POSITIVE_INFINITY : this.#size;
    const kept = Math.min(bytes, Math.max(0, Math.min(fast, long) - before));
    if (kept === bytes) {
      this.#clipping = false;
      return { kept, note: '' };
    }
    const begins = !this.#clipping;
    this.#clipping = true;
    const limit = fast <= long ? `${inUnits(this.#speed)}/s` : inUnits(this.#size);
    return { kept, note: begins ? `\n[output clipped, log limit ${limit} reached]\n` : '' };
  }
}

function inUnits(bytes: number): string {
  if (bytes > 0 && bytes % mebibyte === 0) return `${bytes / mebibyte}MiB`;
  return bytes > 0 && bytes % kibibyte === 0 ? `${bytes / kibibyte}KiB` : `${bytes}B`;
}
