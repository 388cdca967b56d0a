import { buildOptionRules, buildRunRules } from './build-option-rules.js';
import { checkOptions } from '../options/check.js';
import { anything, callback } from '../options/rules.js';
import { withJson } from '../protocol/json-data.js';
import type * as m from '../protocol/messages.js';
import type { Codec, MethodName } from '../protocol/methods.js';
import { parseRevision, type RevisionName } from '../protocol/parse-revision.js';
import { defaultRevision, type Revision } from '../protocol/revision.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import { methodOf, serviceOf } from '../protocol/service.js';
import type { BuildRun, BuildRunOptions } from './build-run.js';
import type { CallEvent, ClientCallEvent } from './call-event.js';
import { ClientCall } from './client-call.js';
import type { CallOptions, Connection } from './connection.js';
import { type ControllerRpc, controllerRpc } from './controller-rpc.js';
import { Http2Connection } from './http2-connection.js';
import { runBuild } from './run-build.js';
import { newSessionRef } from './session-ref.js';

export type { BuildRun, BuildRunOptions } from './build-run.js';
export type { Call } from './call.js';
export type { CallEvent } from './call-event.js';
export type { ControllerRpc } from './controller-rpc.js';
export type { RpcStatus } from './rpc-status.js';

/**
 * What a client speaks, and whom it tells.
 *
 * @since 0.1.0
 */
export interface ControllerClientOptions {
  /** The protocol: a revision, or a release that speaks it, such as `v0.20.1`. Default `2023-04`. */
  readonly revision?: RevisionName;
  /** Called with everything that the client does and sees, in order. Default: nobody is told. */
  readonly observer?: (event: CallEvent) => void;
  /** Makes the refs of sessions that are built without one. Default: by chance; a client of a fake draws by its seed. */
  readonly newRef?: () => string;
}

const bytes = {
  encode: (message: Uint8Array): Uint8Array => message,
  decode: (message: Uint8Array): Uint8Array => message,
};

/**
 * A typed client of the controller over any connection.
 *
 * @example
 * const client = ControllerClient.connect('unix:///run/buildx.sock');
 * const { response } = await client.build({ contextPath: '/src' });
 * await client.close();
 * @since 0.1.0
 */
export class ControllerClient {
  /** The revision of the protocol that is spoken; a server of another one is not noticed. */
  readonly revision: Revision;
  /** The RPCs one by one, for whatever {@link build} does not do. */
  readonly rpc: ControllerRpc;
  readonly #connection: Connection;
  readonly #observer: ((event: CallEvent) => void) | undefined;
  readonly #newRef: () => string;
  #calls = 0;

  constructor(connection: Connection, options: ControllerClientOptions = {}) {
    this.#connection = connection;
    this.#observer = options.observer;
    this.#newRef = options.newRef ?? (() => newSessionRef());
    this.revision = parseRevision(options.revision ?? defaultRevision);
    this.rpc = controllerRpc({
      open: (method, callOptions = {}) => this.#open(method, callOptions),
      openRaw: (path, callOptions = {}) =>
        new ClientCall<Uint8Array, Uint8Array>(connection, {
          path,
          name: path,
          request: bytes,
          response: bytes,
          options: callOptions,
          ...this.#rawTeller(path),
        }),
      checkRequest: (method, request) => void methodOf(this.revision, method).request.encode(request),
    });
  }

  /**
   * Makes a client of the controller at `unix:///path`, `tcp://host:port` or `host:port`. It connects at the first
   * call, and again at the next call after the connection was lost.
   *
   * @throws AddressError; ArgumentError when the options are wrong
   */
  static connect(address: string, options: ControllerClientOptions = {}): ControllerClient {
    checkOptions('ControllerClient.connect', options, { revision: anything, observer: callback, newRef: callback });
    return new ControllerClient(new Http2Connection(address), options);
  }

  /**
   * Builds as buildx's own client does, with Build, Status and, for stdin, Input together; resolves when all are done.
   * A Build alone stands still, on the real server too, because nobody takes its progress (`docs/real-controller.md`
   * §5.4).
   *
   * @throws BuildFailedError when the build fails, with the history of its status; the signal's reason when aborted;
   * ArgumentError for options that there are not.
   */
  async build(options: m.Init<m.BuildOptions>, run: BuildRunOptions = {}): Promise<BuildRun> {
    checkOptions('client.build', options, buildOptionRules);
    checkOptions('client.build', run, buildRunRules);
    return runBuild(this.rpc, options, { ...run, ref: run.ref ?? this.#newRef() });
  }

  /** Closes the connection. Calls that are still open end with UNAVAILABLE. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  /**
   * Tells the observer of raw calls whose path is one of the service's own. Their messages are told decoded, where they
   * can be.
   */
  #rawTeller(path: string): { readonly tell?: (event: ClientCallEvent) => void } {
    const observer = this.#observer;
    const named = Object.values(serviceOf(this.revision)).find((known) => known?.path === path);
    if (observer === undefined || named === undefined) return {};
    this.#calls += 1;
    const about = { call: this.#calls, rpc: named.name };
    observer({ kind: 'open', ...about });
    return {
      tell: (event) => {
        if (event.kind !== 'request' && event.kind !== 'response') return observer({ ...event, ...about });
        const codec: Codec<unknown> = named[event.kind];
        observer(withJson({ ...event, message: decoded(codec, event.bytes), ...about }));
      },
    };
  }

  #open<M extends MethodName>(method: M, options: CallOptions): ReturnType<typeof this.rpc.open<M>> {
    const { path, request, response } = methodOf(this.revision, method);
    this.#calls += 1;
    const call = this.#calls;
    const observer = this.#observer;
    observer?.({ kind: 'open', call, rpc: method });
    const told = observer && { tell: (event: ClientCallEvent) => observer(withJson({ ...event, call, rpc: method })) };
    return new ClientCall(this.#connection, { path, name: method, request, response, options, ...told });
  }
}

/** Decodes a message; gives the bytes themselves where they are no such message, or hold more than one would. */
function decoded<T>(codec: Codec<T>, encoded: Uint8Array): unknown {
  try {
    const message = codec.decode(encoded);
    return Buffer.compare(codec.encode(message as m.Init<T>), encoded) === 0 ? message : encoded;
  } catch (error) {
    if (error instanceof ProtocolError) return encoded;
    throw error;
  }
}
