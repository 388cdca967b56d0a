import type { Timekeeper } from '../time/clock.js';
import { RealClock } from '../time/real-clock.js';

/**
 * The clock by which a client is judged: how long it may take to open its session, to answer, to be well. A client is
 * a program of its own, whose work takes real time. Where virtual time jumps by itself, it would be given up at once.
 */
export function clientClock(clock: Timekeeper): Timekeeper {
  return clock.mode === 'auto' ? new RealClock() : clock;
}
