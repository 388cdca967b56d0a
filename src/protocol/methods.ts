import type * as m from './messages.js';

/** The RPCs of the service, each with the canonical types of its two directions. */
export interface MethodTypes {
  readonly Build: { readonly request: m.BuildRequest; readonly response: m.BuildResponse };
  readonly Status: { readonly request: m.StatusRequest; readonly response: m.StatusResponse };
  readonly Input: { readonly request: m.InputMessage; readonly response: m.InputResponse };
  readonly Invoke: { readonly request: m.InvokeMessage; readonly response: m.InvokeMessage };
  readonly List: { readonly request: m.ListRequest; readonly response: m.ListResponse };
  readonly Disconnect: { readonly request: m.DisconnectRequest; readonly response: m.DisconnectResponse };
  readonly Info: { readonly request: m.InfoRequest; readonly response: m.InfoResponse };
  readonly ListProcesses: { readonly request: m.ListProcessesRequest; readonly response: m.ListProcessesResponse };
  readonly DisconnectProcess: {
    readonly request: m.DisconnectProcessRequest;
    readonly response: m.DisconnectProcessResponse;
  };
  readonly Inspect: { readonly request: m.InspectRequest; readonly response: m.InspectResponse };
}

export type MethodName = keyof MethodTypes;
export type RequestOf<M extends MethodName> = MethodTypes[M]['request'];
export type ResponseOf<M extends MethodName> = MethodTypes[M]['response'];

/** Encodes from any part of a message, decodes to the whole of it. */
export interface Codec<T> {
  /** @throws ProtocolError when a value does not fit its field (wrong type, integer out of range). */
  encode(message: m.Init<T>): Uint8Array;
  /**
   * Unknown fields are ignored. With `strictUtf8`, a string that is no UTF-8 is refused, as servers refuse it;
   * without, it is read with replacement characters. With `sharesBytes`, fields of bytes are parts of `bytes`, which
   * must then stay as they are; without, they are copies.
   * @throws ProtocolError when the bytes are not a message; InvalidUtf8Error
   */
  decode(bytes: Uint8Array, options?: { readonly strictUtf8?: boolean; readonly sharesBytes?: boolean }): T;
}

/** One RPC of one revision. */
export interface Method<M extends MethodName = MethodName> {
  readonly name: M;
  /** `/buildx.controller.v1.Controller/Build`. */
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  readonly request: Codec<RequestOf<M>>;
  readonly response: Codec<ResponseOf<M>>;
}

/** The RPCs that a revision has (`Inspect` is missing before 0.11). */
export type ServiceDefinition = { readonly [M in MethodName]?: Method<M> };
