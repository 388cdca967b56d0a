import { RpcError } from '../../client/rpc-error.js';
import { type StatusCodeName, statusCodes } from '../../protocol/status-code.js';
import { SessionError } from '../../session-tunnel/session-error.js';
import { codeNamed } from '../code-named.js';

/** Why something that the client has could not be read, in the words that reach the user. */
export interface ClientProblem {
  readonly message: string;
  readonly code: Exclude<StatusCodeName, 'OK'>;
}

/** What an error of a session tells the user. @throws what is no error of a session */
export function clientProblem(error: unknown): ClientProblem {
  if (error instanceof SessionError) return { message: error.message, code: 'UNKNOWN' };
  if (!(error instanceof RpcError)) throw error;
  const { code, rpcMessage: message } = error;
  const name = codeNamed(code);
  return { message: code === statusCodes.UNKNOWN ? message : `${inGo(name)}: ${message}`, code: name };
}

/** The name of a status code as Go has it: `NotFound`. */
function inGo(name: StatusCodeName): string {
  if (name === 'CANCELLED') return 'Canceled';
  return name.toLowerCase().replaceAll(/(^|_)([a-z])/g, (_, _under, letter: string) => letter.toUpperCase());
}
