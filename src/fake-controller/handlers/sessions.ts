import type { DisconnectRequest, InspectRequest, InspectResponse, ListResponse } from '../../protocol/messages.js';
import type { Context } from '../context.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { sessionWording } from '../../protocol/session-wording.js';

/** Serves List (docs/real-controller.md §5.2). */
export function list(context: Context): ListResponse {
  const refs = context.sessions.all.map(({ ref }) => ref);
  return { refs: context.has('random-list-order') ? context.random.shuffle(refs) : refs };
}

/** Serves Disconnect (docs/real-controller.md §5.10). */
export function disconnect(context: Context, { ref }: DisconnectRequest): Record<never, never> {
  if (ref === '') throw new RpcFailure(sessionWording(context.revision).disconnect.empty);
  const session = context.sessions.get(ref);
  if (session === undefined) return {};
  session.processes.killAll();
  if (!context.has('disconnect-keeps-build')) session.build.cancellation.cancel();
  context.sessions.remove(ref);
  return {};
}

/** Serves Inspect (docs/real-controller.md §5.11). */
export function inspect(context: Context, { ref }: InspectRequest): InspectResponse {
  if (ref === '') throw new RpcFailure(sessionWording(context.revision).inspect.empty);
  const session = context.sessions.get(ref);
  if (session === undefined) throw new RpcFailure(sessionWording(context.revision).inspect.unknown(ref));
  return session.options === undefined ? {} : { options: session.options };
}
