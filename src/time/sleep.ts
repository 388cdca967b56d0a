import type { Cancellation } from './cancellation.js';
import type { Timekeeper } from './clock.js';

/** Waits on the clock. Gives true when the time is over, and false when the wait was called off before. */
export function sleep(clock: Timekeeper, ms: number, label: string, until: Cancellation): Promise<boolean> {
  if (until.cancelled) return Promise.resolve(false);
  return new Promise((resolve) => {
    const timer = clock.after(ms, label, () => {
      stopListening();
      resolve(true);
    });
    const stopListening = until.onCancel(() => {
      timer.cancel();
      resolve(false);
    });
  });
}
