import type { Metadata } from '../../client/connection.js';
import type { BuildKitMethodName, BuildKitRequest, BuildKitResponse } from '../../protocol/buildkit/service.js';
import type { Init } from '../../protocol/messages.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { RpcCall } from '../../serving/rpc-call.js';
import { transportWording } from '../../serving/transport-wording.js';
import type { Life } from '../life.js';

/** The server's end of one RPC of BuildKit, in messages. */
export interface BuildKitCall<N extends BuildKitMethodName>
  extends RpcCall<N, BuildKitRequest<N>, BuildKitResponse<N>> {}

/** Serves an RPC. The call ends with OK when the handler returns, and with an error when it throws an RpcFailure. */
export type Handler<N extends BuildKitMethodName> = (
  life: Life,
  call: BuildKitCall<N>,
  metadata: Metadata,
) => Promise<void>;

type Reply<N extends BuildKitMethodName> = Init<BuildKitResponse<N>> | Promise<Init<BuildKitResponse<N>>>;

/** Serves an RPC of one request and one reply. */
export function unary<N extends BuildKitMethodName>(
  answer: (life: Life, request: BuildKitRequest<N>, call: BuildKitCall<N>) => Reply<N>,
): Handler<N> {
  return async (life, call) => {
    await call.send(await answer(life, await requestOf(call), call));
  };
}

/** The one request of an RPC. The real server has no better way to say that there is none. */
export async function requestOf<N extends BuildKitMethodName>(call: BuildKitCall<N>): Promise<BuildKitRequest<N>> {
  const request = await call.receive();
  if (request === undefined) throw new RpcFailure(transportWording.noMessage);
  return request;
}
