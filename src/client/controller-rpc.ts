import type * as m from '../protocol/messages.js';
import type { MethodName, RequestOf, ResponseOf } from '../protocol/methods.js';
import { statusCodes } from '../protocol/status-code.js';
import type { Call } from './call.js';
import type { CallOptions } from './connection.js';
import { RpcError } from './rpc-error.js';
import type { RpcStatus } from './rpc-status.js';

/**
 * The ten RPCs, raw: unary ones are promises that reject with {@link RpcError}, streams are {@link Call}s.
 *
 * @since 0.1.0
 */
export interface ControllerRpc {
  /**
   * Resolves when the build succeeds. It stands still unless somebody reads its Status: {@link ControllerClient.build}
   * does both.
   */
  build(request: m.Init<m.BuildRequest>, options?: CallOptions): Promise<m.BuildResponse>;
  /**
   * Follows a build. Without a build of that ref it waits for one, also on the real server (`docs/real-controller.md`
   * §5.5).
   */
  status(request: m.Init<m.StatusRequest>, options?: CallOptions): Call<m.StatusRequest, m.StatusResponse>;
  /**
   * Sends stdin to a build. It never answers with a message, also on the real server (`docs/real-controller.md` §5.6).
   */
  input(options?: CallOptions): Call<m.InputMessage, m.InputResponse>;
  /**
   * Starts a process or attaches to one. A process that exits with 0 ends the call with CANCELLED
   * (`docs/real-controller.md` §5.7).
   */
  invoke(options?: CallOptions): Call<m.InvokeMessage, m.InvokeMessage>;
  /** The sessions that the server has. */
  list(request?: m.Init<m.ListRequest>, options?: CallOptions): Promise<m.ListResponse>;
  /** Forgets a session and kills its processes; a session that is not there is no error. */
  disconnect(request: m.Init<m.DisconnectRequest>, options?: CallOptions): Promise<m.DisconnectResponse>;
  /** The server's version. */
  info(request?: m.InfoRequest, options?: CallOptions): Promise<m.InfoResponse>;
  /** The processes of a session, attached or not. */
  listProcesses(request: m.Init<m.ListProcessesRequest>, options?: CallOptions): Promise<m.ListProcessesResponse>;
  /** Kills a process. Servers before 0.17 answer INTERNAL although they have killed it, and the promise rejects. */
  disconnectProcess(
    request: m.Init<m.DisconnectProcessRequest>,
    options?: CallOptions,
  ): Promise<m.DisconnectProcessResponse>;
  /** The options of a session's last build. From 0.11; before, the server answers UNIMPLEMENTED. */
  inspect(request: m.Init<m.InspectRequest>, options?: CallOptions): Promise<m.InspectResponse>;
  /** Opens any of the RPCs as a stream, so that it can be misused: a second request, no half-close. */
  open<M extends MethodName>(method: M, options?: CallOptions): Call<RequestOf<M>, ResponseOf<M>>;
  /** Sends raw bytes on any path, such as undecodable requests and unknown methods. */
  openRaw(path: string, options?: CallOptions): Call<Uint8Array, Uint8Array>;
}

/** The parts that the named RPCs are made from. */
interface Openers extends Pick<ControllerRpc, 'open' | 'openRaw'> {
  /**
   * Encodes a request only to see whether that works.
   * @throws ProtocolError when it does not.
   */
  checkRequest<M extends MethodName>(this: void, method: M, request: m.Init<RequestOf<M>>): void;
}

export function controllerRpc({ open, openRaw, checkRequest }: Openers): ControllerRpc {
  const unary =
    <M extends MethodName>(method: M) =>
    async (request: m.Init<RequestOf<M>>, options?: CallOptions): Promise<ResponseOf<M>> => {
      options?.signal?.throwIfAborted();
      try {
        return await oneReply(method, open(method, options), request);
      } catch (error) {
        options?.signal?.throwIfAborted();
        throw error;
      }
    };
  const list = unary('List');
  const info = unary('Info');
  return {
    open,
    openRaw,
    build: unary('Build'),
    disconnect: unary('Disconnect'),
    listProcesses: unary('ListProcesses'),
    disconnectProcess: unary('DisconnectProcess'),
    inspect: unary('Inspect'),
    list: (request = {}, options) => list(request, options),
    info: (request = {}, options) => info(request, options),
    input: (options) => open('Input', options),
    invoke: (options) => open('Invoke', options),
    status(request, options) {
      // Checked here, because nobody sees a rejection of the `send` below.
      checkRequest('Status', request);
      const call = open('Status', options);
      void call.send(request);
      call.halfClose();
      return call;
    },
  };
}

/**
 * Sends the request of a unary RPC and gives the reply.
 * @throws RpcError unless the call ends with OK and exactly one message.
 */
export async function oneReply<Req, Res>(method: string, call: Call<Req, Res>, request: m.Init<Req>): Promise<Res> {
  try {
    const sent = call.send(request);
    call.halfClose();
    await sent;
  } catch (error) {
    call.cancel();
    throw error;
  }
  const status = await call.status;
  if (status.code !== statusCodes.OK) throw new RpcError(method, status);
  const [reply] = call.messages;
  if (reply === undefined || call.messages.length > 1)
    throw new RpcError(method, notOneReply(call.messages.length, status));
  return reply;
}

/** The status that gRPC gives a unary RPC whose server sends none or several messages. */
function notOneReply(count: number, status: RpcStatus): RpcStatus {
  return { ...status, code: statusCodes.UNIMPLEMENTED, message: `ended with OK and ${count} replies instead of one` };
}
