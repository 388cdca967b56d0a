import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exercise, Running } from './exercise.js';
import { heapMb } from './heap.js';
import type { Breakage, Outcome } from './outcome.js';
import { Uncaught } from './uncaught.js';

/** How long an exercise takes, and what it begins with. */
export interface Effort {
  /** The first round's; each round after that has the next number. */
  readonly seed: number;
  /** Rounds are begun for so long. */
  readonly seconds: number;
  /** At most so many rounds; any number by default. */
  readonly rounds?: number;
  readonly nodes: readonly string[];
}

/** Told before each round, and at the end. */
export type Tell = (state: { readonly seed: number; readonly done: number; readonly broken: number }) => void;

/** Runs an exercise round after round, in this process. */
export async function runRounds(exercise: Exercise, effort: Effort, tell: Tell = () => {}): Promise<Outcome> {
  const directory = mkdtempSync(join(tmpdir(), 'torture-'));
  const uncaught = new Uncaught();
  try {
    const running = await exercise.open({ directory, nodes: effort.nodes });
    return await new Run(exercise, running, effort, uncaught).run(tell);
  } finally {
    uncaught.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** After so many rounds that broke, more would tell nothing. */
const enough = 20;

class Run {
  readonly #exercise: Exercise;
  readonly #running: Running;
  readonly #effort: Effort;
  readonly #uncaught: Uncaught;
  readonly #began = performance.now();
  #rounds = 0;
  #done = 0;
  #broken = 0;
  #first: Breakage | undefined;
  /** The heap after the first third: by then all code has run. */
  #early: number | undefined;

  constructor(exercise: Exercise, running: Running, effort: Effort, uncaught: Uncaught) {
    this.#exercise = exercise;
    this.#running = running;
    this.#effort = effort;
    this.#uncaught = uncaught;
  }

  async run(tell: Tell): Promise<Outcome> {
    const { seed, seconds, rounds = Infinity } = this.#effort;
    const told = (now: number): void => tell({ seed: now, done: this.#done, broken: this.#broken });
    while (this.#rounds < rounds && this.#broken < enough && (this.#rounds === 0 || this.#seconds < seconds)) {
      const own = seedOf(seed, this.#rounds);
      told(own);
      await this.#round(own);
      if (this.#seconds >= seconds / 3 || this.#rounds >= rounds / 3) this.#early ??= await heapMb();
    }
    told(seed);
    const late = await heapMb();
    const growth = this.#rounds < 3 || this.#early === undefined ? undefined : late - this.#early;
    this.#judge(growth);
    await this.#running.close().catch((error: unknown) => this.#breaks(`at the end: ${wordsOf(error)}`));
    this.#takeUncaught();
    const { name, promise, unit } = this.#exercise;
    return {
      ...{ name, promise, unit, done: this.#done, rounds: this.#rounds, seconds: this.#seconds, broken: this.#broken },
      ...(this.#first === undefined ? {} : { first: this.#first }),
      ...(growth === undefined ? {} : { heapGrowthMb: growth }),
      heapMb: late,
    };
  }

  get #seconds(): number {
    return (performance.now() - this.#began) / 1000;
  }

  async #round(seed: number): Promise<void> {
    try {
      const { done, broken } = await this.#running.round(seed);
      this.#done += done;
      if (broken !== undefined) this.#breaks(broken, seed);
    } catch (error) {
      this.#breaks(wordsOf(error), seed);
    }
    this.#takeUncaught(seed);
    this.#rounds += 1;
  }

  #judge(growth: number | undefined): void {
    const { heapMb: most } = this.#exercise;
    if (most === undefined || growth === undefined || growth <= most) return;
    this.#breaks(`the heap grew by ${growth.toFixed(1)} MB after the first third, and ${most} are allowed`);
  }

  #takeUncaught(seed?: number): void {
    for (const error of this.#uncaught.take()) this.#breaks(`an error that nobody caught: ${error}`, seed);
  }

  #breaks(what: string, seed?: number): void {
    this.#broken += 1;
    this.#first ??= seed === undefined ? { seed: this.#effort.seed, what } : { seed, rounds: 1, what };
  }
}

/** Seeds have 31 bits. */
function seedOf(first: number, round: number): number {
  return (first + round) % 2 ** 31;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
