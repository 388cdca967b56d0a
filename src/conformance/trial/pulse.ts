import type { ControllerClient } from '../../client/controller-client.js';
import { RpcError } from '../../client/rpc-error.js';
import { statusCodes } from '../../protocol/status-code.js';
import type { WaitingClock } from '../../time/clock.js';
import { statusText } from '../../protocol/status-text.js';
import type { Target } from './target.js';
import { timedOut, withTimeout } from '../engine/waiting.js';

/** Asks a target once for its Info over a new connection; why it does not answer, or undefined when it does. */
export async function pulse(
  target: Target,
  clock: WaitingClock,
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
    return error.status.code === statusCodes.UNAVAILABLE ? statusText(error.status) : undefined;
  } finally {
    await client?.close();
  }
}
