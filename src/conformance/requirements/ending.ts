import type { RpcStatus } from '../../client/controller-client.js';
import { RpcError } from '../../client/rpc-error.js';
import { statusCodeName, type StatusCodeName } from '../../protocol/status-code.js';

/** How a call ended, as requirements compare it and reports show it. */
export interface Ending {
  readonly code: string;
  readonly message: string;
}

export const ok: Ending = { code: 'OK', message: '' };
/** How Invoke ends for every reason but a fault: exit 0, takeover, DisconnectProcess, Disconnect, rollback. */
export const contextCancelled = ended('CANCELLED', 'context canceled');

export function ended(code: StatusCodeName, message: string): Ending {
  return { code, message };
}

/** The end of a call with an error of the application that has no code of its own. */
export function unknown(message: string): Ending {
  return ended('UNKNOWN', message);
}

export async function endingOf(call: { readonly status: Promise<RpcStatus> }): Promise<Ending> {
  return endingFrom(await call.status);
}

/**
 * The end of a call, without the message of an OK: no client looks at it, and some libraries send one by default, as
 * grpc-js sends `OK`.
 */
export function endingFrom({ code, message }: RpcStatus): Ending {
  const name = statusCodeName(code);
  return name === ok.code ? ok : { code: name, message };
}

/** The end of a unary RPC, whose promise rejects unless it is OK. */
export async function unaryEnding(reply: Promise<unknown>): Promise<Ending> {
  const error = await rpcError(reply);
  return error === undefined ? ok : { code: error.codeName, message: error.rpcMessage };
}

/** The error of a unary RPC; undefined when it is OK. */
export async function rpcError(reply: Promise<unknown>): Promise<RpcError | undefined> {
  return reply.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof RpcError) return error;
      throw error;
    },
  );
}
