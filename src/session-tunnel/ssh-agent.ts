import { SSH } from '../protocol/buildkit/service.js';
import { callOnce } from './session-call.js';
import type { Session } from './session.js';

/** Asks whether the client forwards an agent of that ID. @throws RpcError when it does not */
export async function checkAgent(session: Session, id = 'default'): Promise<void> {
  await callOnce(session, SSH.CheckAgent, { id });
}
