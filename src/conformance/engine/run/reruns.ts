import type { Timekeeper } from '../../../time/clock.js';
import type { Counterexample, Reruns } from '../report.js';

/** How long a counterexample is run again and again, in milliseconds. */
const longestReruns = 10_000;

/** A counterexample that failed in none of the reruns is tried this many times as often, before it is called a race. */
const longerTry = 5;

/** How long those further tries go on, in milliseconds. */
const longestLongerTry = 60_000;

/**
 * Runs again what violated a requirement: `wanted` times, or as often as fits into ten seconds. When that has not
 * failed once, it goes on until it fails, was done five times as often, or a minute is over; the `wanted` runs are
 * always done.
 *
 * @param again gives whether it failed, or what makes an end of it all
 */
export async function rerun<T extends object>(
  again: () => Promise<boolean | T>,
  wanted: number,
  clock: Pick<Timekeeper, 'now'>,
): Promise<Reruns | T> {
  const began = clock.now;
  let failed = 0;
  for (let of = 0; ; ) {
    const tookMs = clock.now - began;
    const isEnough =
      failed === 0
        ? of >= wanted * longerTry || (of >= wanted && tookMs > longestLongerTry)
        : of >= wanted || tookMs > longestReruns;
    if (isEnough) return { failed, of };
    const outcome = await again();
    if (typeof outcome === 'object') return outcome;
    if (outcome) failed += 1;
    of += 1;
  }
}

/**
 * Whether it was violated once, and not again although it was tried for long, so that nobody can tell whose fault that
 * was.
 */
export function didNotComeAgain({ reruns }: Pick<Counterexample, 'reruns'>): boolean {
  return reruns?.failed === 0 && reruns.of > 0;
}
