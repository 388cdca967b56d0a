import type { Server, ServerInterceptor, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Address } from '../client/address.js';
import { ListeningSockets } from './listening-sockets.js';
import { grpcJs } from './grpc-js.js';
import { GrpcJsServerCall } from './grpc-js-server-call.js';
import { Roster } from './roster.js';
import type { Acceptor, Outcome } from './server-call.js';
import type { SocketServer } from './socket-server.js';
import { setImmediate } from '../time/host.js';

/** The largest message that is read before the handlers' own limit of 4 MiB is applied to it. */
const readLimit = 64 * 1024 * 1024;

/**
 * Serves calls over sockets with grpc-js. Every path is registered as a stream of bytes both ways, whatever the RPC's
 * kind: the wire is the same, and handlers can then end without a message, as Input does.
 */
export class GrpcJsListener implements SocketServer {
  readonly holdsWire = false;
  readonly #server: Server;
  readonly #sockets: ListeningSockets;
  readonly #calls = new Roster<GrpcJsServerCall>();
  #dropped = false;

  constructor(paths: readonly string[], accept: Acceptor) {
    const { Server, ServerCredentials, ServerInterceptingCall } = grpcJs();
    const intercept: ServerInterceptor = ({ path }, intercepted) => {
      if (this.#dropped) return new ServerInterceptingCall(intercepted, { start() {} });
      const call = new GrpcJsServerCall(path, intercepted, () => this.#calls.remove(place));
      const place = this.#calls.add(call);
      return new ServerInterceptingCall(intercepted, { start: (next) => next(call.listener(accept)) });
    };
    this.#server = new Server({
      interceptors: [intercept],
      'grpc.max_receive_message_length': readLimit,
      'grpc.max_send_message_length': -1,
      // Status streams of an idle build are quiet for long: no keepalive, like the real server.
      'grpc.max_concurrent_streams': 2 ** 31 - 1,
      // Nobody asks for its statistics.
      'grpc.enable_channelz': 0,
    });
    const definition: Record<string, ServiceDefinition[string]> = {};
    const implementation: Record<string, UntypedServiceImplementation[string]> = {};
    for (const path of paths) {
      definition[path] = {
        path,
        requestStream: true,
        responseStream: true,
        requestSerialize: asBuffer,
        requestDeserialize: (bytes) => bytes,
        responseSerialize: asBuffer,
        responseDeserialize: (bytes) => bytes,
      };
      // The interceptor keeps everything to itself.
      implementation[path] = () => {};
    }
    this.#server.addService(definition, implementation);
    const injector = this.#server.createConnectionInjector(ServerCredentials.createInsecure());
    this.#sockets = new ListeningSockets((socket) => injector.injectConnection(socket));
  }

  listen(address: Address): Promise<number> {
    return this.#sockets.listen(address);
  }

  endCalls(outcome: Outcome): void {
    for (const call of [...this.#calls]) call.abort(outcome);
  }

  drop(socketFile?: 'remove' | 'leave'): void {
    this.#dropped = true;
    this.#sockets.drop(socketFile);
    setImmediate(() => this.#server.forceShutdown());
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
