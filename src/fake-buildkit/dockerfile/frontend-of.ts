import type { Timekeeper } from '../../time/clock.js';
import type * as frontend from './frontend.js';

/** Loads what reads Dockerfiles, when it is needed first; time stands still meanwhile. */
export function frontendOf({ clock }: { readonly clock: Timekeeper }): Promise<typeof frontend> {
  return clock.hold(() => import('./frontend.js'));
}
