import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { goldenStep, mixed } from './mixed.js';

/** Chance that repeats itself: the same seed gives the same draws. */
export class Random {
  readonly #generator: RandomGenerator;

  /**
   * @param seed a whole number; the draws of neighbouring seeds have nothing in common
   * @param stream which of those who draw by this seed it is: each has draws of its own
   */
  constructor(seed: number, stream = 0) {
    this.#generator = xoroshiro128plusFromState(stateOf(seed, stream));
  }

  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** A copy in random order. */
  shuffle<T>(items: readonly T[]): T[] {
    const rest = [...items];
    const shuffled: T[] = [];
    while (rest.length > 0) shuffled.push(...rest.splice(this.integer(0, rest.length - 1), 1));
    return shuffled;
  }
}

/**
 * Mixes the generator's first state out of all bits of the seed. The generator would take the seed itself as its first
 * state, and its first draws from small seeds are nearly the same.
 */
function stateOf(seed: number, stream: number): readonly number[] {
  const high = Math.floor(seed / 2 ** 32) | 0;
  const start = mixed(mixed(mixed(high + goldenStep) ^ seed) + stream);
  return [1, 2, 3, 4].map((step) => mixed(start + Math.imul(step, goldenStep)));
}
