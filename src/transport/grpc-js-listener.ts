import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Address } from '../client/address.js';
import { type ByteStream, StreamCall } from './grpc-js-server-call.js';
import type { Acceptor, Outcome } from './server-call.js';

/** The largest message that is read before the handlers' own limit of 4 MiB is applied to it. */
const readLimit = 64 * 1024 * 1024;

/**
 * Serves calls over sockets with grpc-js. Every path is registered as a stream of bytes both ways, whatever the RPC's
 * kind: the wire is the same, and handlers can then end without a message, as Input does.
 *
 * The sockets are our own, handed to grpc-js one by one: it would let a listening server keep the process alive.
 */
export class GrpcJsListener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #calls = new Set<StreamCall>();
  readonly #listening: NetServer;

  constructor(paths: readonly string[], accept: Acceptor) {
    this.#server = new Server({
      'grpc.max_receive_message_length': readLimit,
      'grpc.max_send_message_length': -1,
      // Status streams of an idle build are quiet for long: no keepalive, like the real server.
      'grpc.max_concurrent_streams': 2 ** 31 - 1,
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
      implementation[path] = (stream: ByteStream) => {
        const call = new StreamCall(path, stream, () => this.#calls.delete(call));
        this.#calls.add(call);
        accept(call);
      };
    }
    this.#server.addService(definition, implementation);
    const injector = this.#server.createConnectionInjector(ServerCredentials.createInsecure());
    this.#listening = createServer({ noDelay: true }, (socket) => {
      socket.unref();
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      injector.injectConnection(socket);
    });
    this.#listening.unref();
  }

  /** Listens; resolves to the TCP port, or 0 for a unix socket. Rejects with the error of node:net. */
  listen(address: Address): Promise<number> {
    const place = address.kind === 'unix' ? { path: address.path } : { host: address.host, port: address.port };
    return new Promise((resolve, reject) => {
      this.#listening.once('error', reject);
      this.#listening.listen(place, () => {
        this.#listening.off('error', reject);
        // A connection that could not be accepted is its client's to notice.
        this.#listening.on('error', () => {});
        resolve(portOf(this.#listening.address()));
      });
    });
  }

  /** Ends all open calls; clients stay connected. */
  endCalls(outcome: Outcome): void {
    for (const call of [...this.#calls]) call.abort(outcome);
  }

  /** Stops listening and drops every connection. */
  drop(): void {
    this.#listening.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#server.forceShutdown();
  }
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
