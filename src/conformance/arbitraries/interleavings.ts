import fc from 'fast-check';
import { ChoosingScheduler } from '../../time/choosing-scheduler.js';

/** How many choices are drawn; after them, events happen in the order in which they come up. */
const defaultChoices = 100;

/**
 * Orders of events for a fake: `FakeController.start({ schedule })`. They run by themselves, shrink towards the order in
 * which events come up, and print as the list of what happened, to be pasted into `scheduleOf`.
 */
export function interleavings({ choices = defaultChoices } = {}): fc.Arbitrary<ChoosingScheduler> {
  return fc.array(fc.nat(31), { maxLength: choices }).map(interleaving);
}

function interleaving(drawn: readonly number[]): ChoosingScheduler {
  let next = 0;
  const scheduler = new ChoosingScheduler((labels) => (drawn[next++] ?? 0) % labels.length);
  return Object.assign(scheduler, {
    [fc.toStringMethod]: () => `scheduleOf(${fc.stringify(scheduler.order)})`,
    // Cloned, so that each run gets one that has not begun.
    [fc.cloneMethod]: () => interleaving(drawn),
  });
}
