import type { filesync } from '../protocol/buildkit/messages.js';
import { Auth } from '../protocol/buildkit/service.js';
import { RpcError } from '../client/rpc-error.js';
import { statusCodes } from '../protocol/status-code.js';
import { callOnce } from './session-call.js';
import type { Session } from './session.js';

/** How long BuildKit waits for the client's answer, in milliseconds. */
const deadlineMs = 60_000;

/** A registry's user and password; both are empty where the client has none. @throws RpcError */
export async function readCredentials(session: Session, host: string): Promise<filesync.CredentialsResponse> {
  try {
    return await callOnce(session, Auth.Credentials, { host }, { deadlineMs });
  } catch (error) {
    if (error instanceof RpcError && error.code === statusCodes.UNIMPLEMENTED) return { username: '', secret: '' };
    throw error;
  }
}
