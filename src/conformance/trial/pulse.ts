import type { ControllerClient } from '../../client/controller-client.js';
import { RpcError } from '../../client/rpc-error.js';
import { statusCodes } from '../../protocol/status-code.js';
import type { Timekeeper } from '../../time/clock.js';
import { showStatus } from './steps.js';
import type { Target } from '../engine/target.js';
import { timedOut, withTimeout } from './waiting.js';

/** Asks a target for its Info over a new connection. Gives why it does not answer, or undefined when it does. */
export async function pulse(target: Target, clock: Timekeeper, timeoutMs: number): Promise<string | undefined> {
  let client: ControllerClient | undefined;
  try {
    client = await target.connect();
    const answer = await withTimeout(clock, timeoutMs, client.rpc.info());
    return answer === timedOut ? `Info was not answered within ${timeoutMs} ms` : undefined;
  } catch (error) {
    if (!(error instanceof RpcError)) return error instanceof Error ? error.message : String(error);
    return error.status.code === statusCodes.UNAVAILABLE ? showStatus(error.status) : undefined;
  } finally {
    await client?.close();
  }
}
