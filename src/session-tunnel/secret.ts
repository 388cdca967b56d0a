import { RpcError } from '../client/rpc-error.js';
import { Secrets } from '../protocol/buildkit/service.js';
import { statusCodes } from '../protocol/status-code.js';
import type { Session } from './session.js';
import { callOnce } from './session-call.js';
import { SessionError } from './session-error.js';

/** Asks the client for a secret. @throws SessionError when it has none of that ID; RpcError */
export async function readSecret(session: Session, id: string, signal?: AbortSignal): Promise<Uint8Array> {
  try {
    const options = signal === undefined ? {} : { signal };
    return (await callOnce(session, Secrets.GetSecret, { id }, options)).data;
  } catch (error) {
    const codes: readonly number[] = [statusCodes.UNIMPLEMENTED, statusCodes.NOT_FOUND];
    if (error instanceof RpcError && codes.includes(error.code)) throw new SessionError(`secret ${id}: not found`);
    throw error;
  }
}
