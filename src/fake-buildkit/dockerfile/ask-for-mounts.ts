import type { RunDetails } from '../../dockerfile/stages/step-details.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import { readSecret } from '../../session-tunnel/secret.js';
import { SessionError } from '../../session-tunnel/session-error.js';
import type { Session } from '../../session-tunnel/session.js';
import { agentKeys, checkAgent } from '../../session-tunnel/ssh-agent.js';
import { goQuote } from '../../words/go-quote.js';
import { clientProblem } from './client-problem.js';

/**
 * Asks the client for the secrets and agents that a RUN mounts, and each agent for its keys. Gives why the RUN fails: the client lacks one that is
 * required. Of a secret's value, nothing is kept.
 */
export async function askForMounts(
  session: Session,
  { secrets, ssh }: Pick<RunDetails, 'secrets' | 'ssh'>,
): Promise<string | undefined> {
  for (const { id, required } of ssh) {
    const problem = await problemOf(() => checkAgent(session, id));
    if (problem === undefined) await noteKeys(session, id);
    if (problem === undefined || !required) continue;
    return problem.code === 'UNIMPLEMENTED' ? `no SSH key ${goQuote(id)} forwarded from the client` : problem.message;
  }
  for (const { id, required } of secrets) {
    const problem = await problemOf(() => readSecret(session, id));
    // BuildKit does without a secret that is not there, but not without one that could not be read.
    if (problem !== undefined && (required || problem.code !== undefined)) return problem.message;
  }
  return undefined;
}

/** Tells which keys an agent has, as far as it says so: whether a step needs one, nobody knows. */
async function noteKeys(session: Session, id: string): Promise<void> {
  const problem = await problemOf(async () => {
    const keys = (await agentKeys(session, id)).map(({ type, fingerprint, comment }) =>
      [type, fingerprint, ...(comment === '' ? [] : [goQuote(comment)])].join(' '),
    );
    session.note(`the agent ${goQuote(id)} has ${keys.length === 0 ? 'no key' : keys.join(', ')}`);
  });
  if (problem !== undefined)
    session.note(`the agent ${goQuote(id)} does not say which keys it has: ${problem.message}`);
}

/** What went wrong; without a status where the client has no such secret. */
async function problemOf(ask: () => Promise<unknown>): Promise<Problem | undefined> {
  try {
    await ask();
    return undefined;
  } catch (error) {
    if (error instanceof SessionError) return { message: error.message };
    return clientProblem(error);
  }
}

interface Problem {
  readonly message: string;
  readonly code?: StatusCodeName;
}
