import {
  Server,
  ServerCredentials,
  Metadata as GrpcMetadata,
  type ServerDuplexStream,
  type UntypedServiceImplementation,
  type ServiceDefinition,
} from '@grpc/grpc-js';
import type { Metadata } from '../client/connection.js';
import { CancellationSource } from '../time/cancellation.js';
import { Inbox } from './inbox.js';
import type { Acceptor, Outcome, ServerCall } from './server-call.js';

/** The largest message that is read before the handlers' own limit of 4 MiB is applied to it. */
const readLimit = 64 * 1024 * 1024;

/** Reading pauses while so many bytes wait for the handler, so that HTTP/2 holds the client back. */
const inboxBytes = 65_536;

type Stream = ServerDuplexStream<Uint8Array, Uint8Array>;

/**
 * Serves calls over sockets with grpc-js. Every path is registered as a stream of bytes both ways, whatever the RPC's
 * kind: the wire is the same, and handlers can then end without a message, as Input does.
 */
export class GrpcJsListener {
  readonly #server: Server;
  readonly #accept: Acceptor;

  constructor(paths: readonly string[], accept: Acceptor) {
    this.#accept = accept;
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
      implementation[path] = (stream: Stream) => this.#take(path, stream);
    }
    this.#server.addService(definition, implementation);
  }

  /** Listens on a gRPC target (`unix:/path`, `127.0.0.1:0`); resolves to the TCP port, or 1 for a unix socket. */
  bind(target: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(target, ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) resolve(port);
        else reject(error);
      });
    });
  }

  /** Stops listening and drops every connection. */
  drop(): void {
    this.#server.forceShutdown();
  }

  #take(path: string, stream: Stream): void {
    const cancellation = new CancellationSource();
    const inbox = new Inbox<Uint8Array>();
    let waiting = 0;
    let over = false;
    const finish = (): void => {
      over = true;
      inbox.close();
    };
    stream.on('data', (message: Uint8Array) => {
      waiting += message.length;
      inbox.push(message);
      if (waiting > inboxBytes) stream.pause();
    });
    stream.on('end', () => inbox.close());
    stream.on('error', () => {});
    stream.on('cancelled', () => {
      if (over) return;
      finish();
      inbox.drop();
      cancellation.cancel();
    });
    const call: ServerCall = {
      path,
      metadata: stream.metadata.getMap() as unknown as Metadata,
      peer: stream.getPeer(),
      get cancelled() {
        return cancellation.cancelled;
      },
      onCancel: (listener) => cancellation.onCancel(listener),
      receive: async () => {
        const message = await inbox.next();
        if (message !== undefined) {
          waiting -= message.length;
          if (stream.isPaused() && waiting <= inboxBytes) stream.resume();
        }
        return message;
      },
      send: (message) =>
        new Promise((resolve) => {
          if (over) return resolve(false);
          const stop = cancellation.onCancel(() => resolve(false));
          stream.write(message, () => {
            stop();
            resolve(!cancellation.cancelled);
          });
        }),
      end: (outcome) => {
        if (over) return;
        finish();
        endStream(stream, outcome);
      },
    };
    this.#accept(call);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function endStream(stream: Stream, outcome: Outcome): void {
  const trailers = new GrpcMetadata();
  if (outcome.details !== undefined) trailers.set('grpc-status-details-bin', asBuffer(outcome.details));
  if (outcome.code === 0) stream.end(trailers);
  else stream.emit('error', { code: outcome.code, details: outcome.message, metadata: trailers });
}
