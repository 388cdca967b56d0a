import type { Clock } from '../time/clock.js';
import type { Leftover } from '../playback/quiescence/not-quiescent-error.js';
import { leftoversOf, type OpenCall } from '../playback/quiescence/open-calls.js';
import type { World } from './world.js';

/** Where something may be left. */
export interface Places extends Pick<World, 'barriers' | 'scripts' | 'faults'> {
  readonly calls: Iterable<OpenCall>;
  readonly clock: Clock;
}

/** Everything that is left in a fake, but for what its clients keep there. */
export function allLeftovers({ calls, clock, barriers, scripts, faults }: Places): readonly Leftover[] {
  return [
    ...leftoversOf(calls),
    ...clock.pending().map(({ label, in: ms }) => leftover('pending timer', label, `due in ${ms} ms`)),
    ...barriers.held.map(({ barrier, who, since }) =>
      leftover('held at barrier', barrier, `${who}, since journal entry ${since}`),
    ),
    ...scripts.unused.map((place) => leftover('unused script', place, 'once')),
    ...scripts.refused.map((request) => leftover('unknown request', request, 'no script fits it')),
    ...faults.lacking.map(({ place, how }) => leftover('unused fault', place, how)),
  ];
}

function leftover(what: Leftover['what'], which: string, since: string): Leftover {
  return { what, which, since };
}
