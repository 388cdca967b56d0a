import type { ControllerClient } from '../../client/controller-client.js';
import { RpcError } from '../../client/rpc-error.js';
import { statusCodes } from '../../protocol/status-code.js';
import type { Timekeeper } from '../../time/clock.js';
import { askPatiently, inVain } from '../patience.js';
import { showStatus } from './steps.js';
import type { Target } from '../engine/target.js';
import { timedOut, withTimeout } from './waiting.js';

/** So many tries in a row in vain, and the target was away, though it is back now. */
const awayTries = 3;

/** What became of asking a target whether it is there. */
export interface Pulse {
  /** Why it does not answer any more; undefined when it does. */
  readonly death?: string;
  /** How it was away for a while; undefined when it was not. */
  readonly outage?: string;
}

/** Whether a target answers its Info, each time over a new connection: it is asked again for a fair time, or until `over`. */
export async function patientPulse(
  target: Target,
  clock: Timekeeper,
  timeoutMs: number,
  over?: AbortSignal,
): Promise<Pulse> {
  const { answer, refusals } = await askPatiently(
    clock,
    timeoutMs,
    async () => (await pulse(target, clock, timeoutMs, over)) ?? {},
    over,
  );
  if (answer === undefined) return { death: inVain(refusals) };
  return refusals.length < awayTries ? {} : { outage: inVain(refusals) };
}

/** Asks a target once for its Info over a new connection; why it does not answer, or undefined when it does. */
export async function pulse(
  target: Target,
  clock: Timekeeper,
  timeoutMs: number,
  over?: AbortSignal,
): Promise<string | undefined> {
  let client: ControllerClient | undefined;
  try {
    client = await target.connect();
    const answer = await withTimeout(clock, timeoutMs, client.rpc.info({}, over === undefined ? {} : { signal: over }));
    return answer === timedOut ? `Info was not answered within ${timeoutMs} ms` : undefined;
  } catch (error) {
    if (!(error instanceof RpcError)) return error instanceof Error ? error.message : String(error);
    return error.status.code === statusCodes.UNAVAILABLE ? showStatus(error.status) : undefined;
  } finally {
    await client?.close();
  }
}
