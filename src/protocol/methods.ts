import type * as m from './messages.js';

/**
 * The RPCs of the service, each with the canonical types of its two directions.
 *
 * @since 0.1.0
 */
export interface MethodTypes {
  /** Builds, and ends when the build does; unary. */
  readonly Build: { readonly request: m.BuildRequest; readonly response: m.BuildResponse };
  /** Tells the progress of a build, message by message, until it ends. */
  readonly Status: { readonly request: m.StatusRequest; readonly response: m.StatusResponse };
  /** Takes the stdin of a build. */
  readonly Input: { readonly request: m.InputMessage; readonly response: m.InputResponse };
  /** Starts a process in the container of a build's result, or attaches to one; a stream both ways. */
  readonly Invoke: { readonly request: m.InvokeMessage; readonly response: m.InvokeMessage };
  /** Lists the sessions; unary. */
  readonly List: { readonly request: m.ListRequest; readonly response: m.ListResponse };
  /** Forgets a session and kills its processes; unary. */
  readonly Disconnect: { readonly request: m.DisconnectRequest; readonly response: m.DisconnectResponse };
  /** Tells the server's version; unary. */
  readonly Info: { readonly request: m.InfoRequest; readonly response: m.InfoResponse };
  /** Lists the processes of a session; unary. */
  readonly ListProcesses: { readonly request: m.ListProcessesRequest; readonly response: m.ListProcessesResponse };
  /** Kills a process; unary. */
  readonly DisconnectProcess: {
    readonly request: m.DisconnectProcessRequest;
    readonly response: m.DisconnectProcessResponse;
  };
  /** Tells the options of a session's last build; unary, from 0.11. */
  readonly Inspect: { readonly request: m.InspectRequest; readonly response: m.InspectResponse };
}

/**
 * The name of an RPC, such as `'Build'`.
 *
 * @since 0.1.0
 */
export type MethodName = keyof MethodTypes;
/**
 * The message that the client sends: of `'Build'` a `BuildRequest`.
 *
 * @since 0.1.0
 */
export type RequestOf<M extends MethodName> = MethodTypes[M]['request'];
/**
 * The message that the server sends: of `'Build'` a `BuildResponse`.
 *
 * @since 0.1.0
 */
export type ResponseOf<M extends MethodName> = MethodTypes[M]['response'];

/**
 * Encodes from any part of a message, decodes to the whole of it.
 *
 * @since 0.1.0
 */
export interface Codec<T> {
  /**
   * Fields that are left out have their proto3 default.
   * @throws ProtocolError when a value does not fit its field (wrong type, integer out of range).
   */
  encode(message: m.Init<T>): Uint8Array;
  /**
   * Unknown fields are ignored. With `strictUtf8`, a string that is no UTF-8 is refused, as servers refuse it;
   * without, it is read with replacement characters. With `sharesBytes`, fields of bytes are parts of `bytes`, which
   * must then stay as they are; without, they are copies.
   * @throws ProtocolError when the bytes are not a message; InvalidUtf8Error
   */
  decode(bytes: Uint8Array, options?: { readonly strictUtf8?: boolean; readonly sharesBytes?: boolean }): T;
}

/**
 * One RPC of one revision.
 *
 * @since 0.1.0
 */
export interface Method<M extends MethodName = MethodName> {
  /** Name of the RPC, such as `Build`. */
  readonly name: M;
  /** The HTTP/2 path: `/buildx.controller.v1.Controller/Build`. */
  readonly path: string;
  /** The client sends any number of messages instead of one. */
  readonly requestStream: boolean;
  /** The server sends any number of messages instead of one. */
  readonly responseStream: boolean;
  /** Codec of what the client sends. */
  readonly request: Codec<RequestOf<M>>;
  /** Codec of what the server sends. */
  readonly response: Codec<ResponseOf<M>>;
}

/**
 * The RPCs that a revision has (`Inspect` is missing before 0.11).
 *
 * @since 0.1.0
 */
export type ServiceDefinition = { readonly [M in MethodName]?: Method<M> };
