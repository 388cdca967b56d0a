import type { Clock } from '../time/clock.js';
import type { Session } from './sessions/session.js';
import type { World } from './world.js';
import type { Leftover } from '../playback/quiescence/not-quiescent-error.js';
import { leftoversOf, type OpenCall } from '../playback/quiescence/open-calls.js';

/** Where something may be left. */
export interface Places extends Pick<World, 'barriers' | 'scripts' | 'faults'> {
  readonly calls: Iterable<OpenCall>;
  readonly clock: Clock;
  readonly sessions: readonly Session[];
}

/** Everything that is left in a fake. */
export function allLeftovers({ calls, clock, barriers, scripts, faults, sessions }: Places): readonly Leftover[] {
  return [
    ...leftoversOf(calls),
    ...clock.pending().map(({ label, in: ms }) => leftover('pending timer', label, `due in ${ms} ms`)),
    ...barriers.held.map(({ barrier, who, since }) =>
      leftover('held at barrier', barrier, `${who}, since journal entry ${since}`),
    ),
    ...scripts.unused.map((place) => leftover('unused script', place, 'once')),
    ...faults.lacking.map(({ place, how }) => leftover('unused fault', place, how)),
    ...sessions.flatMap(leftoversOfSession),
  ];
}

function leftover(what: Leftover['what'], which: string, since: string): Leftover {
  return { what, which, since };
}

function leftoversOfSession({ ref, processes }: Session): readonly Leftover[] {
  return [
    leftover('session', ref, 'not disconnected'),
    ...processes.all.map(({ id }) => leftover('process', id, `of session ${JSON.stringify(ref)}`)),
  ];
}
