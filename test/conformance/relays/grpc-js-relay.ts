import type { Duplex } from 'node:stream';
import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  status as GrpcStatus,
  type ClientDuplexStream,
  type MethodDefinition,
  type ServerDuplexStream,
  type StatusObject,
} from '@grpc/grpc-js';
import type { Revision } from '../../../src/protocol/revision.js';
import { serviceOf } from '../../../src/protocol/service.js';

const asItIs = (bytes: Buffer): Buffer => bytes;

/** Every method takes and gives a stream of bytes, in whatever way they are interleaved. */
function definitionOf(path: string): MethodDefinition<Buffer, Buffer> {
  return {
    path,
    requestStream: true,
    responseStream: true,
    requestSerialize: asItIs,
    requestDeserialize: asItIs,
    responseSerialize: asItIs,
    responseDeserialize: asItIs,
  };
}

/** A server of grpc-js, with all that this library does by default, in front of a controller. */
export class GrpcJsRelay implements AsyncDisposable {
  readonly address: string;
  readonly #server: Server;
  readonly #upstream: Client;

  private constructor(address: string, server: Server, upstream: Client) {
    this.address = address;
    this.#server = server;
    this.#upstream = upstream;
  }

  static async start(upstreamAddress: string, revision: Revision): Promise<GrpcJsRelay> {
    const upstream = new Client(upstreamAddress, credentials.createInsecure());
    const server = new Server();
    const methods = Object.values(serviceOf(revision));
    server.addService(
      Object.fromEntries(methods.map(({ name, path }) => [name, definitionOf(path)])),
      Object.fromEntries(
        methods.map(({ name, path }) => [
          name,
          (call: ServerDuplexStream<Buffer, Buffer>) => void relay(call, upstream, path),
        ]),
      ),
    );
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    return new GrpcJsRelay(`127.0.0.1:${port}`, server, upstream);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.forceShutdown();
    this.#upstream.close();
  }
}

async function relay(call: ServerDuplexStream<Buffer, Buffer>, client: Client, path: string): Promise<void> {
  const upstream = client.makeBidiStreamRequest(path, asItIs, asItIs, call.metadata);
  call.on('cancelled', () => upstream.cancel());
  upstream.on('metadata', (metadata) => call.sendMetadata(metadata));
  // What it tells comes with the status, too.
  upstream.on('error', () => undefined);
  const [requests, responses] = [duplex(call), duplex(upstream)];
  requests.pipe(responses);
  responses.pipe(requests, { end: false });
  const [status] = await Promise.all([statusOf(upstream), ended(upstream)]);
  requests.unpipe(responses);
  if (status.code === GrpcStatus.OK) call.end(status.metadata);
  else call.emit('error', status);
}

/** That they are is not in their types. */
function duplex(stream: unknown): Duplex {
  return stream as Duplex;
}

function statusOf(upstream: ClientDuplexStream<Buffer, Buffer>): Promise<StatusObject> {
  return new Promise((resolve) => upstream.once('status', resolve));
}

/** All that came was read. */
function ended(stream: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve) => stream.once('end', resolve));
}
