import fc from 'fast-check';
import { checkOptions } from '../../options/check.js';
import { whole } from '../../options/rules.js';
import { ChoosingScheduler } from '../../time/choosing-scheduler.js';

/** How many choices are drawn; after them, events happen in the order in which they come up. */
const defaultChoices = 100;

/**
 * How many choices an interleaving has.
 *
 * @since 0.1.0
 */
export interface InterleavingsOptions {
  /** How many choices are drawn at most; after them, events happen in the order in which they come up. Default 100. */
  readonly choices?: number;
}

/**
 * Generates orders of events for a fake: `FakeController.start({ schedule })`. They run by themselves, shrink towards the
 * order in which events come up, and print as the list of what happened, to be pasted into `scheduleOf`.
 *
 * @example
 * await fc.assert(fc.asyncProperty(interleavings(), async (schedule) => {
 *   await using fake = await FakeController.start({ schedule });
 *   await myClient(fake.channel).build('.');
 * }));
 * @throws ArgumentError when the options are wrong
 * @since 0.1.0
 */
export function interleavings(options: InterleavingsOptions = {}): fc.Arbitrary<ChoosingScheduler> {
  checkOptions('interleavings', options, { choices: whole(0) });
  const { choices = defaultChoices } = options;
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
