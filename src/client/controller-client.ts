import type * as m from '../protocol/messages.js';
import type { MethodName, RequestOf, ResponseOf } from '../protocol/methods.js';
import type { Revision } from '../protocol/revision.js';
import type { CallOptions, Connection, Metadata } from './connection.js';

/** A typed detail of an error: an `Any` of `grpc-status-details-bin`; BuildKit's and buildx's are JSON. */
export interface ErrorDetail {
  readonly typeUrl: string;
  readonly value: Uint8Array;
  /** The value parsed, when the type URL ends in `+json`. */
  readonly json?: unknown;
}

/** How a call ended. */
export interface RpcStatus {
  readonly code: number;
  readonly message: string;
  readonly details: readonly ErrorDetail[];
  readonly trailers: Metadata;
}

/**
 * The client's end of one RPC. Messages are read eagerly and kept: iterating from any number of places gives all of
 * them from the first, and nothing is lost when the call ends with an error.
 */
export interface Call<Req, Res> extends AsyncIterable<Res> {
  readonly ref?: string;
  /** What came so far. */
  readonly messages: readonly Res[];
  /** Never rejects. */
  readonly status: Promise<RpcStatus>;
  /** Undefined while the call is open. */
  readonly ended: RpcStatus | undefined;
  /** The response headers; rejects with RpcError when the call ended without any (trailers only). */
  readonly headers: Promise<Metadata>;
  send(message: m.Init<Req>): Promise<void>;
  halfClose(): void;
  cancel(): void;
  pause(): void;
  resume(): void;
  /** The first message at or after `from` (default 0) that matches; undefined when the call ended without one. */
  find(predicate: (message: Res, index: number) => boolean, from?: number): Promise<Res | undefined>;
}

/** What a {@link ControllerClient} tells of its calls, for journals. */
export type CallEvent =
  | { readonly kind: 'open'; readonly call: number; readonly method: MethodName }
  | { readonly kind: 'sent' | 'received'; readonly call: number; readonly method: MethodName; readonly message: unknown }
  | { readonly kind: 'half-close' | 'cancel'; readonly call: number; readonly method: MethodName }
  | { readonly kind: 'status'; readonly call: number; readonly method: MethodName; readonly status: RpcStatus };

export interface ControllerClientOptions {
  readonly revision?: Revision;
  readonly observer?: (event: CallEvent) => void;
}

/** The ten RPCs, raw: unary ones are promises that reject with {@link RpcError}, streams are {@link Call}s. */
export interface ControllerRpc {
  build(request: m.Init<m.BuildRequest>, options?: CallOptions): Promise<m.BuildResponse>;
  status(request: m.Init<m.StatusRequest>, options?: CallOptions): Call<m.StatusRequest, m.StatusResponse>;
  input(options?: CallOptions): Call<m.InputMessage, m.InputResponse>;
  invoke(options?: CallOptions): Call<m.InvokeMessage, m.InvokeMessage>;
  list(request?: m.Init<m.ListRequest>, options?: CallOptions): Promise<m.ListResponse>;
  disconnect(request: m.Init<m.DisconnectRequest>, options?: CallOptions): Promise<m.DisconnectResponse>;
  info(request?: m.InfoRequest, options?: CallOptions): Promise<m.InfoResponse>;
  listProcesses(request: m.Init<m.ListProcessesRequest>, options?: CallOptions): Promise<m.ListProcessesResponse>;
  disconnectProcess(
    request: m.Init<m.DisconnectProcessRequest>,
    options?: CallOptions,
  ): Promise<m.DisconnectProcessResponse>;
  inspect(request: m.Init<m.InspectRequest>, options?: CallOptions): Promise<m.InspectResponse>;
  /** Any of them as a stream, and in any misuse: a second request, no half-close. */
  open<M extends MethodName>(method: M, options?: CallOptions): Call<RequestOf<M>, ResponseOf<M>>;
  /** Raw bytes on any path: undecodable requests, unknown methods. */
  openRaw(path: string, options?: CallOptions): Call<Uint8Array, Uint8Array>;
}

export interface BuildRun {
  readonly ref: string;
  readonly response: m.BuildResponse;
  readonly statuses: readonly m.StatusResponse[];
}

export interface BuildRunOptions {
  /** The session; a fresh random one by default. */
  readonly ref?: string;
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly onStatus?: (status: m.StatusResponse) => void;
  readonly signal?: AbortSignal;
}

/** A typed client of the controller over any {@link Connection}. */
export declare class ControllerClient {
  constructor(connection: Connection, options?: ControllerClientOptions);
  /** `unix:///path`, `tcp://host:port` or `host:port`. */
  static connect(address: string, options?: ControllerClientOptions): ControllerClient;
  readonly revision: Revision;
  readonly rpc: ControllerRpc;
  /** What buildx's own client does: Build, Status and Input together. */
  build(options: m.Init<m.BuildOptions>, run?: BuildRunOptions): Promise<BuildRun>;
  close(): Promise<void>;
}
