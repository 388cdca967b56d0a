import type { Call } from '../../client/controller-client.js';
import type { Trial } from '../trial/trial.js';

/** So often is a call looked at, for 50 ms each time: half a second, unless the target says otherwise. */
const looks = 10;

/** Waits for a call to end, for about half a second at most, and gives whether it goes on after that. */
export async function goesOnFor(trial: Trial, call: Pick<Call<never, unknown>, 'status'>): Promise<boolean> {
  for (let look = 0; look < looks; look += 1) {
    if (await trial.endsSoon(call)) return false;
  }
  return true;
}
