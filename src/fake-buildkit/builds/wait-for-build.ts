import type { BuildKitMethodName } from '../../protocol/buildkit/service.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { CancellationSource } from '../../time/cancellation.js';
import type { WaitingClock } from '../../time/clock.js';
import { RealClock } from '../../time/real-clock.js';
import type { RpcCall } from '../../serving/rpc-call.js';
import type { Life } from '../life.js';
import type { Build } from './build.js';

/** The part of a call that waits. */
type WaitingCall = Pick<
  RpcCall<BuildKitMethodName, unknown, unknown>,
  'method' | 'number' | 'peer' | 'cancelled' | 'onCancel'
>;

const realClock = new RealClock();

/**
 * The clock that tells how long a client took. Under an `auto` clock it is the real one for clients of other processes:
 * virtual time could jump before they have come to their next call, and stands still while they do nothing.
 */
export function clockOf(life: Life, { peer }: Pick<WaitingCall, 'peer'>): WaitingClock {
  return life.clock.mode === 'auto' && peer !== 'in-process' ? realClock : life.clock;
}

/**
 * The build of that ref that a call is about, which may begin after the call; undefined when the call was cancelled
 * meanwhile.
 * @param fits whether a build is one that the call can be about
 * @throws RpcFailure NOT_FOUND when none has begun after `patienceMs`, by the clock of its client
 */
export async function waitForBuild(
  life: Life,
  call: WaitingCall,
  ref: string,
  patienceMs: number,
  fits: (build: Build) => boolean = () => true,
): Promise<Build | undefined> {
  const until = new CancellationSource();
  const stopListening = call.onCancel(() => until.cancel());
  if (call.cancelled) until.cancel();
  const clock = clockOf(life, call);
  const who = `${call.method}#${call.number}`;
  const waiting = `${who} waits for a Control.Solve of ${JSON.stringify(ref)}`;
  const begun = life.builds.waitFor(ref, until, fits);
  if (life.builds.has(ref, fits)) {
    stopListening();
    return begun;
  }
  const timer = clock.after(patienceMs, waiting, () => until.cancel(), { deadline: true });
  const build = await begun;
  timer.cancel();
  stopListening();
  if (build !== undefined || call.cancelled || !life.alive) return build;
  life.journal.note(`${waiting} no longer: nobody has begun it for ${patienceMs / 1000} s`, ref);
  throw new RpcFailure(`no such job ${ref}`, 'NOT_FOUND');
}
