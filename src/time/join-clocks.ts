import { ClockError, type Clock } from './clock.js';
import { toMilliseconds, type Duration } from './duration.js';

/**
 * The fake timers of a test runner, as they are: what `useFakeTimers()` of sinon or @sinonjs/fake-timers gives, `jest`,
 * `vi`, or `mock.timers` of node:test.
 *
 * @since 0.1.0
 */
export type RunnerTimers =
  | { readonly tickAsync: (ms: number) => Promise<unknown> }
  | { readonly advanceTimersByTimeAsync: (ms: number) => Promise<unknown> }
  | { readonly tick: (ms: number) => unknown };

/**
 * How {@link joinClocks} moves two clocks.
 *
 * @since 0.1.0
 */
export interface JoinClocksOptions {
  /**
   * By how much the runner's clock is ahead of the fake's at most, while its timers fire. Less is more exact, and takes
   * longer. Default 100 ms.
   */
  readonly step?: Duration;
}

/**
 * Two clocks that move together.
 *
 * @since 0.1.0
 */
export interface JoinedClocks {
  /**
   * Moves both on by that much, in steps that end wherever a timer of the fake is due, and returns when nothing has
   * anything left to do.
   * @throws DurationError
   */
  advance(duration: Duration): Promise<void>;
}

const usualStep = 100;

/**
 * Joins a fake's clock with the fake timers of a test runner, so that one call moves both: for clients that wait by
 * `setTimeout` and read `Date`. In each step the runner's timers fire first.
 *
 * @param clock - `fake.clock` of a fake that was started with `clock: 'manual'`
 * @example
 * const time = joinClocks(fake.clock, vi); // or jest, sinon.useFakeTimers(…), mock.timers
 * await time.advance('3s');
 * @throws ClockError for a clock that moves by itself, and for timers that cannot be moved
 * @since 0.1.0
 */
export function joinClocks(clock: Clock, timers: RunnerTimers, options: JoinClocksOptions = {}): JoinedClocks {
  if (clock?.mode !== 'manual') {
    throw new ClockError(
      "joinClocks moves a fake's clock, which must not move by itself: start the fake with clock: 'manual', and give fake.clock",
    );
  }
  const tick = tickOf(timers);
  const { step = usualStep, ...others } = options ?? {};
  const most = toMilliseconds(step);
  if (most === 0 || Object.keys(others).length > 0) throw new ClockError('joinClocks takes { step }, more than 0 ms');
  return {
    async advance(duration) {
      let left = toMilliseconds(duration);
      // What runs already may still set timers.
      await clock.advance(0);
      while (left > 0) {
        const next = clock.pending()[0]?.in ?? left;
        const ms = Math.min(left, most, next > 0 ? next : most);
        await tick(ms);
        await clock.advance(ms);
        left -= ms;
      }
    },
  };
}

function tickOf(timers: RunnerTimers): (ms: number) => unknown {
  if (typeof timers === 'object' && timers !== null) {
    if ('tickAsync' in timers) return (ms) => timers.tickAsync(ms);
    if ('advanceTimersByTimeAsync' in timers) return (ms) => timers.advanceTimersByTimeAsync(ms);
    if ('tick' in timers) return (ms) => timers.tick(ms);
  }
  throw new ClockError(
    'joinClocks moves what sinon.useFakeTimers() gives, jest, vi, or mock.timers of node:test, and was given something else',
  );
}
