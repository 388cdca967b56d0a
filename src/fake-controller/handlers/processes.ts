import type { DisconnectProcessRequest, ListProcessesRequest, ListProcessesResponse } from '../../protocol/messages.js';
import type { Context } from '../context.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Session } from '../sessions/session.js';
import { wording } from '../wording.js';
import { goQuote } from '../../words/go-quote.js';
import { sessionWording } from '../../protocol/session-wording.js';

/** Serves ListProcesses (docs/real-controller.md §5.8). */
export function listProcesses(context: Context, { ref }: ListProcessesRequest): ListProcessesResponse {
  const processes = knownSession(context, ref).processes.all.map(({ id, config }) => ({
    processId: id,
    invokeConfig: config,
  }));
  return { processes: context.has('random-list-order') ? context.random.shuffle(processes) : processes };
}

/** Serves DisconnectProcess (docs/real-controller.md §5.9). */
export function disconnectProcess(
  context: Context,
  { ref, processId }: DisconnectProcessRequest,
): Record<never, never> {
  const { processes } = knownSession(context, ref);
  const process = processes.get(processId);
  if (process === undefined) throw new RpcFailure(wording.processes.unknownProcess(processId));
  processes.kill(process);
  if (context.has('disconnect-process-internal')) throw new RpcFailure(wording.processes.disconnectReply, 'INTERNAL');
  return {};
}

function knownSession(context: Context, ref: string): Session {
  const session = context.sessions.get(ref);
  if (session === undefined) throw new RpcFailure(sessionWording(context.revision).processes.unknown(goQuote(ref)));
  return session;
}
