import { RpcError } from '../../client/rpc-error.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import { SessionError } from '../../session-tunnel/session-error.js';
import { codeNamed } from '../code-named.js';

/** Why the client's files could not be read, in the words that reach the user. */
export interface ClientProblem {
  readonly message: string;
  readonly code: Exclude<StatusCodeName, 'OK'>;
}

/** What an error of a session tells the user. @throws what is no error of a session */
export function clientProblem(error: unknown): ClientProblem {
  if (error instanceof SessionError) return { message: error.message, code: 'UNKNOWN' };
  if (error instanceof RpcError) return { message: error.rpcMessage, code: codeNamed(error.code) };
  throw error;
}
