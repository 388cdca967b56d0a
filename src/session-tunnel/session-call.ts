import type { Call, CallOptions } from '../client/connection.js';
import { RpcError } from '../client/rpc-error.js';
import { type RpcStatus, rpcStatus } from '../client/rpc-status.js';
import type { BuildKitMethodName } from '../protocol/buildkit/service.js';
import type { Init } from '../protocol/messages.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import type { Rpc } from '../protocol/rpc.js';
import { statusCodes } from '../protocol/status-code.js';
import type { Callee } from './callee.js';
import { ToldCall } from './told-call.js';

/** A call of a client's service. It holds at most what has come when nobody reads, and then lets the client wait. */
export class SessionCall<Req, Res extends object> {
  readonly #client: Callee;
  readonly #rpc: Rpc<BuildKitMethodName, Req, Res>;
  readonly #told: ToldCall;
  readonly #call: Call;
  readonly #held: Uint8Array[] = [];
  #wake: (() => void) | undefined;
  #ended: RpcStatus | undefined;
  #bytes = 0;

  constructor(client: Callee, rpc: Rpc<BuildKitMethodName, Req, Res>, options: CallOptions = {}) {
    this.#client = client;
    this.#rpc = rpc;
    this.#told = new ToldCall(rpc.name, client.witness(rpc.name));
    const { signal } = options;
    const abort = (): void => this.cancel();
    this.#call = client.connection.open(rpc.path, options, {
      onHeaders: () => undefined,
      onMessage: (bytes) => {
        this.#held.push(bytes);
        this.#call.pause();
        this.#wake?.();
      },
      onStatus: (status) => {
        signal?.removeEventListener('abort', abort);
        this.#ended = rpcStatus(status);
        this.#told.end(this.#ended);
        this.#wake?.();
      },
    });
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort);
  }

  /** How many bytes of messages have been read. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether the client has ended the call, whatever is still to be read. */
  get over(): boolean {
    return this.#ended !== undefined;
  }

  /** Resolves when the transport has taken the message, or when the call is over. */
  send(message: Init<Req>): Promise<void> {
    this.#told.message('request', message as object);
    return this.#client.waitFor(this.#call.send(this.#rpc.request.encode(message)));
  }

  halfClose(): void {
    this.#told.halfClose();
    this.#call.halfClose();
  }

  /** Has no effect when the call is over. */
  cancel(): void {
    this.#told.cancel();
    this.#call.cancel();
  }

  /**
   * The next message; undefined when the client has ended the call with OK. One reader at a time.
   * @throws RpcError when the call ended otherwise; its message cannot be read
   */
  async receive(): Promise<Res | undefined> {
    for (;;) {
      const bytes = this.#held.shift();
      if (bytes !== undefined) return this.#decode(bytes);
      if (this.#ended !== undefined) {
        if (this.#ended.code === statusCodes.OK) return undefined;
        throw new RpcError(this.#rpc.name, this.#ended);
      }
      const change = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#call.resume();
      await this.#client.waitFor(change);
    }
  }

  #decode(bytes: Uint8Array): Res {
    this.#bytes += bytes.length;
    try {
      const message = this.#rpc.response.decode(bytes, { strictUtf8: true });
      this.#told.message('response', message);
      return message;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.cancel();
      const message = `grpc: failed to unmarshal the received message: ${error.message}`;
      throw new RpcError(this.#rpc.name, { code: statusCodes.INTERNAL, message, details: [], trailers: {} });
    }
  }
}

/** Calls a unary RPC. @throws RpcError */
export async function callOnce<Req, Res extends object>(
  client: Callee,
  rpc: Rpc<BuildKitMethodName, Req, Res>,
  request: Init<Req>,
  options: CallOptions = {},
): Promise<Res> {
  const call = new SessionCall(client, rpc, options);
  void call.send(request);
  call.halfClose();
  const response = await call.receive();
  if (response !== undefined && (await call.receive()) === undefined) return response;
  call.cancel();
  const message =
    response === undefined
      ? 'cardinality violation: received no response message from non-server-streaming RPC'
      : 'cardinality violation: expected <EOF> for non server-streaming RPCs, but received another message';
  throw new RpcError(rpc.name, { code: statusCodes.INTERNAL, message, details: [], trailers: {} });
}
