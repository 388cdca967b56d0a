import { RpcError } from '../../client/rpc-error.js';
import type { RunDetails } from '../../dockerfile/stages/vertex.js';
import { statusCodes } from '../../protocol/status-code.js';
import { readSecret } from '../../session-tunnel/secret.js';
import { SessionError } from '../../session-tunnel/session-error.js';
import type { Session } from '../../session-tunnel/session.js';
import { checkAgent } from '../../session-tunnel/ssh-agent.js';
import { goQuote } from '../../words/go-quote.js';

/**
 * Asks the client for the secrets and agents that a RUN mounts. Gives why the RUN fails: the client lacks one that is
 * required. Of a secret's value, nothing is kept.
 */
export async function askForMounts(
  session: Session,
  { secrets, ssh }: Pick<RunDetails, 'secrets' | 'ssh'>,
): Promise<string | undefined> {
  for (const { id, required } of ssh) {
    const problem = await problemOf(() => checkAgent(session, id));
    if (problem === undefined || !required) continue;
    return problem.code === statusCodes.UNIMPLEMENTED
      ? `no SSH key ${goQuote(id)} forwarded from the client`
      : problem.message;
  }
  for (const { id, required } of secrets) {
    const problem = await problemOf(() => readSecret(session, id));
    // BuildKit does without a secret that is not there, but not without one that could not be read.
    if (problem !== undefined && (required || problem.code !== undefined)) return problem.message;
  }
  return undefined;
}

/** What went wrong; with the status where the client, rather than BuildKit, has said so. */
async function problemOf(
  ask: () => Promise<unknown>,
): Promise<{ readonly message: string; readonly code?: number } | undefined> {
  try {
    await ask();
    return undefined;
  } catch (error) {
    if (error instanceof RpcError) return { message: error.rpcMessage, code: error.code };
    if (error instanceof SessionError) return { message: error.message };
    throw error;
  }
}
