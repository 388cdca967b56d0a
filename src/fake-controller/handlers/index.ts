import type { Init } from '../../protocol/messages.js';
import type { MethodName, RequestOf, ResponseOf } from '../../protocol/methods.js';
import type { Context } from '../context.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { wording } from '../wording.js';
import { build } from './build.js';
import { input } from './input.js';
import { invoke } from './invoke.js';
import { disconnectProcess, listProcesses } from './processes.js';
import { disconnect, inspect, list } from './sessions.js';
import { status } from './status.js';
import type { TypedCall } from './typed-call.js';

/** Serves an RPC. The call ends with OK when the handler returns, and with an error when it throws an RpcFailure. */
export type Handler<M extends MethodName> = (context: Context, call: TypedCall<M>) => Promise<void>;

/** One handler for each RPC. */
export const handlers: { readonly [M in MethodName]: Handler<M> } = {
  Build: unary(build),
  Status: oneRequest(status),
  Input: input,
  Invoke: invoke,
  List: unary(list),
  Disconnect: unary(disconnect),
  Info: unary((context) => ({ buildxVersion: context.info })),
  ListProcesses: unary(listProcesses),
  DisconnectProcess: unary(disconnectProcess),
  Inspect: unary(inspect),
};

type Reply<M extends MethodName> = Init<ResponseOf<M>> | Promise<Init<ResponseOf<M>>>;

function unary<M extends MethodName>(
  answer: (context: Context, request: RequestOf<M>, call: TypedCall<M>) => Reply<M>,
): Handler<M> {
  return oneRequest(async (context, request, call) => {
    await call.send(await answer(context, request, call));
  });
}

/** Reads the one request of an RPC. The real server has no better way to say that there is none. */
function oneRequest<M extends MethodName>(
  serve: (context: Context, request: RequestOf<M>, call: TypedCall<M>) => Promise<void>,
): Handler<M> {
  return async (context, call) => {
    const request = await call.receive();
    if (request === undefined) throw new RpcFailure(wording.transport.noMessage);
    if ('ref' in request && typeof request.ref === 'string') call.about(request.ref);
    // Not awaited, because what serves may wait for long, and this function need not stay for that.
    return serve(context, request, call);
  };
}
