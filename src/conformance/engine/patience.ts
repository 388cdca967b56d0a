import type { WaitingClock } from '../../time/clock.js';
import { keepAlive } from '../../time/keep-alive.js';

/** What was asked so often in vain answers no more: half of the calls of a target may fail, and this never happens to it. */
const fairTries = 20;

/** Each of these may be as long as an answer takes at most. */
const fairSilences = 3;

/** So long it is asked at least, in milliseconds: what is started again by others is there again by then. */
const fairMs = 1000;

/** Between two tries, in milliseconds. */
const pauseMs = 50;

/** What came of asking something of a target again and again. */
export interface Persistence<T> {
  /** Undefined when it was never answered. */
  readonly answer: T | undefined;
  /** What came instead, in order. */
  readonly refusals: readonly string[];
}

/**
 * Asks until there is an answer, or a fair number of tries over a fair time were in vain, or it is `over`.
 * @param ask - gives why there was none as text
 * @param timeoutMs - how long one try may take
 */
export async function askPatiently<T extends object>(
  clock: WaitingClock,
  timeoutMs: number,
  ask: () => Promise<T | string>,
  over?: AbortSignal,
): Promise<Persistence<T>> {
  const began = clock.now;
  const refusals: string[] = [];
  const isEnough = (): boolean =>
    over?.aborted === true ||
    refusals.length >= fairTries ||
    (refusals.length >= fairSilences && clock.now - began >= Math.max(fairMs, fairSilences * timeoutMs));
  for (;;) {
    const outcome = await ask();
    if (typeof outcome === 'object') return { answer: outcome, refusals };
    refusals.push(outcome);
    if (isEnough()) return { answer: undefined, refusals };
    await keepAlive(() => pause(clock));
  }
}

function pause(clock: WaitingClock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(pauseMs, 'the next try', resolve);
  });
}

/** `UNAVAILABLE 'no', the last of 20 tries in vain`. */
export function inVain(refusals: readonly string[]): string {
  const last = refusals.at(-1) ?? 'nothing came';
  return refusals.length === 1 ? last : `${last}, the last of ${refusals.length} tries in vain`;
}
