import type {
  BuildKitMethodName,
  BuildKitRequest,
  BuildKitResponse,
  methodNamed,
} from '../protocol/buildkit/service.js';
import type { Init } from '../protocol/messages.js';
import type { Codec } from '../protocol/rpc.js';
import type { Call } from './call.js';
import { ClientCall } from './client-call.js';
import type { CallOptions, Connection } from './connection.js';
import { oneReply } from './controller-rpc.js';
import { Http2Connection } from './http2-connection.js';

type MethodNamed = typeof methodNamed;

/**
 * A typed client of the BuildKit daemon over any connection, an RPC at a time.
 *
 * @example
 * const client = await BuildKitClient.connect('unix:///run/buildkit/buildkitd.sock');
 * const { record } = await client.call('Control.ListWorkers', {});
 * await client.close();
 * @since 0.1.0
 */
export class BuildKitClient {
  readonly #connection: Connection;
  readonly #methodNamed: MethodNamed;

  /** @internal */
  constructor(connection: Connection, methodNamed: MethodNamed) {
    this.#connection = connection;
    this.#methodNamed = methodNamed;
  }

  /**
   * Makes a client of the BuildKit at `unix:///path`, `tcp://host:port` or `host:port`, which connects at its first call.
   *
   * @throws AddressError
   */
  static async connect(address: string): Promise<BuildKitClient> {
    const connection = new Http2Connection(address);
    // Loaded now, because whoever imports the package for the controller needs none of it.
    const service = await import('../protocol/buildkit/service.js');
    return new BuildKitClient(connection, service.methodNamed);
  }

  /**
   * Makes a unary call.
   *
   * @throws RpcError unless it ends with OK and one message
   */
  async call<N extends BuildKitMethodName>(
    name: N,
    request: Init<BuildKitRequest<N>>,
    options?: CallOptions,
  ): Promise<BuildKitResponse<N>> {
    return oneReply(name, this.open(name, options), request);
  }

  /** Opens an RPC as a stream. */
  open<N extends BuildKitMethodName>(
    name: N,
    options: CallOptions = {},
  ): Call<BuildKitRequest<N>, BuildKitResponse<N>> {
    const { path, request, response } = this.#methodNamed(name);
    return new ClientCall<BuildKitRequest<N>, BuildKitResponse<N>>(this.#connection, {
      path,
      name,
      request: request as Codec<BuildKitRequest<N>>,
      response: response as Codec<BuildKitResponse<N>>,
      options,
    });
  }

  /** Closes the connection. Calls that are still open end with UNAVAILABLE. */
  close(): Promise<void> {
    return this.#connection.close();
  }
}
