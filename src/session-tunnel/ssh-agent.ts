import { SSH } from '../protocol/buildkit/service.js';
import type { sshforward } from '../protocol/buildkit/messages.js';
import { callOnce, SessionCall } from './session-call.js';
import type { Session } from './session.js';

/** Asks whether the client forwards an agent of that ID. @throws RpcError when it does not */
export async function checkAgent(session: Session, id = 'default'): Promise<void> {
  await callOnce(session, SSH.CheckAgent, { id });
}

/** Connects to the client's agent, whose bytes go both ways. */
export function forwardAgent(
  session: Session,
  id = 'default',
): SessionCall<sshforward.BytesMessage, sshforward.BytesMessage> {
  return new SessionCall(session, SSH.ForwardAgent, { metadata: { 'buildkit.ssh.id': [id] } });
}
