import type * as m from './messages.js';
import type { Rpc } from './rpc.js';

export type { Codec } from './rpc.js';

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
 * One RPC of one revision.
 *
 * @since 0.1.0
 */
export type Method<M extends MethodName = MethodName> = Rpc<M, RequestOf<M>, ResponseOf<M>>;

/**
 * The RPCs that a revision has (`Inspect` is missing before 0.11).
 *
 * @since 0.1.0
 */
export type ServiceDefinition = { readonly [M in MethodName]?: Method<M> };
