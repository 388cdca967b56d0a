import { RpcFailure } from '../../playback/rpc-failure.js';
import type { StatusCodeName } from '../../protocol/status-code.js';

/** Ends the call where there is a problem. @throws RpcFailure with its text; most of BuildKit's errors have no code */
export function refuse(problem: string | undefined, code: StatusCodeName = 'UNKNOWN'): void {
  if (problem !== undefined) throw new RpcFailure(problem, code);
}
