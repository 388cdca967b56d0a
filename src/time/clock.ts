import type { Duration } from './duration.js';
import type { Timer } from './timer-queue.js';

/**
 * `auto`: time stands still while anything runs, and jumps to the next timer when nothing does. `manual`: time moves
 * only by `advance`, `next` and `runAll`. `real`: the wall clock.
 *
 * @since 0.1.0
 */
export type ClockMode = 'auto' | 'manual' | 'real';

/**
 * A timer that is set, as people see it.
 *
 * @since 0.1.0
 */
export interface PendingTimer {
  /** Milliseconds from now. */
  readonly in: number;
  /** What it is for, such as the call or the vertex that waits for it. */
  readonly label: string;
}

/**
 * What people do with a clock: read it, and move it when it is theirs to move.
 *
 * @since 0.1.0
 */
export interface Clock {
  /** How time passes; given by the option `clock`. */
  readonly mode: ClockMode;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /**
   * Moves time on by that much, firing what falls due on the way, and returns when nothing has anything left to do.
   * @throws ClockError on a real clock; DurationError.
   */
  advance(duration: Duration): Promise<void>;
  /** Moves time to the next timer and fires it; false when there is none. @throws ClockError on a real clock. */
  next(): Promise<boolean>;
  /**
   * Fires timers until none is left.
   * @throws ClockError on a real clock, and after `limit` timers (100,000 by default), naming the next one.
   */
  runAll(options?: { readonly limit?: number }): Promise<void>;
  /** The timers that are set, the next one first. */
  pending(): readonly PendingTimer[];
  /** Runs code that awaits real I/O: an `auto` clock stands still until it is done. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * A clock to wait by.
 *
 * @since 0.1.0
 */
export interface WaitingClock {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Calls `fire` once, `ms` milliseconds from now, unless cancelled. A deadline makes no time pass while others are due. */
  after(
    ms: number,
    label: string,
    fire: () => void,
    options?: { readonly deadline?: boolean },
  ): {
    /** Takes it back. */
    cancel(): void;
  };
}

/** What the fake does with a clock. */
export interface Timekeeper extends Clock {
  /** Calls `fire` once, `ms` from now, unless cancelled. */
  after(ms: number, label: string, fire: () => void, options?: { readonly deadline?: boolean }): Timer;
  /** Something happened: an `auto` clock does not jump for a few turns of the event loop. */
  touch(): void;
  /** Whether events wait for their turn. */
  readonly takesTurns: boolean;
  /** Waits for the turn of an event; undefined where events happen as they come up. Time stands still meanwhile. */
  turn(label: string): Promise<void> | undefined;
  /** Calls `listener` whenever an `auto` clock is idle and nothing is due. */
  onIdle(listener: () => void): void;
  /** Forgets all timers and stands still for ever. */
  stop(): void;
}

/**
 * A clock that was asked what it cannot do; `code` is `'CLOCK'`.
 *
 * @since 0.1.0
 */
export class ClockError extends Error {
  /** Always `'CLOCK'`, to tell it from other errors. */
  readonly code = 'CLOCK';
  constructor(message: string) {
    super(message);
    this.name = 'ClockError';
  }
}
