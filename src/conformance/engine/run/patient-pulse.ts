import type { WaitingClock } from '../../../time/clock.js';
import { askPatiently, inVain } from '../patience.js';
import type { Examinee } from '../service.js';

/** So many tries in a row in vain, and the target was away, though it is back now. */
const awayTries = 3;

/** What became of asking a target whether it is there. */
export interface Pulse {
  /** Why it does not answer any more; undefined when it does. */
  readonly death?: string;
  /** How it was away for a while; undefined when it was not. */
  readonly outage?: string;
}

/** Whether a subject answers: it is asked again for a fair time, or until `over`. */
export async function patientPulse(
  examinee: Pick<Examinee<never>, 'pulse'>,
  clock: WaitingClock,
  timeoutMs: number,
  over?: AbortSignal,
): Promise<Pulse> {
  const { answer, refusals } = await askPatiently(clock, timeoutMs, async () => (await examinee.pulse()) ?? {}, over);
  if (answer === undefined) return { death: inVain(refusals) };
  return refusals.length < awayTries ? {} : { outage: inVain(refusals) };
}
