import { Client, credentials, type ChannelInterface, type ServiceError } from '@grpc/grpc-js';
import type { InvokeMessage, MethodName, RequestOf, ResponseOf } from 'buildx-testkit/protocol';
import { asBuffer, methodOf } from '../revision.js';
import type { BenchClient, DuplexStream, UnaryName } from './bench-client.js';

/** What a generated client knows of one RPC. */
interface Stub<M extends MethodName> {
  readonly path: string;
  readonly serialize: (request: RequestOf<M>) => Buffer;
  readonly deserialize: (bytes: Buffer) => ResponseOf<M>;
}

const stubs = new Map<MethodName, Stub<MethodName>>();

function stubOf<M extends MethodName>(name: M): Stub<M> {
  let stub = stubs.get(name);
  if (stub === undefined) {
    const { path, request, response } = methodOf<MethodName>(name);
    stub = {
      path,
      serialize: (message) => asBuffer(request.encode(message)),
      deserialize: (bytes) => response.decode(bytes),
    };
    stubs.set(name, stub);
  }
  return stub as unknown as Stub<M>;
}

/**
 * A client of grpc-js, such as users generate.
 * @param where a target to connect to, or a channel
 */
export function grpcClient(where: string | ChannelInterface): BenchClient {
  const override = typeof where === 'string' ? {} : { channelOverride: where };
  const client = new Client(typeof where === 'string' ? where : 'in-process', credentials.createInsecure(), override);
  const { path: statusPath, ...status } = stubOf('Status');
  const { path: invokePath, ...invoke } = stubOf('Invoke');
  return {
    unary<M extends UnaryName>(method: M, request: object) {
      const { path, serialize, deserialize } = stubOf(method);
      return new Promise<ResponseOf<M>>((resolve, reject) => {
        client.makeUnaryRequest(path, serialize, deserialize, request as RequestOf<M>, (error, reply) => {
          if (error === null && reply !== undefined) resolve(reply);
          else reject(error ?? new Error(`${method}: no reply`));
        });
      });
    },
    status(ref, onMessage) {
      const call = client.makeServerStreamRequest(statusPath, status.serialize, status.deserialize, { ref });
      call.on('data', onMessage);
      return { ended: endOf(call), cancel: () => call.cancel() };
    },
    invoke(onMessage): DuplexStream {
      const call = client.makeBidiStreamRequest(invokePath, invoke.serialize, invoke.deserialize);
      call.on('data', onMessage);
      return {
        ended: endOf(call),
        cancel: () => call.cancel(),
        send: (message) =>
          call.write(message as InvokeMessage)
            ? undefined
            : new Promise((resolve) => {
                call.once('drain', resolve);
              }),
      };
    },
    close: () => client.close(),
  };
}

function endOf(call: NodeJS.EventEmitter): Promise<number> {
  return new Promise((resolve) => {
    call.once('end', () => resolve(0));
    call.on('error', ({ code }: ServiceError) => resolve(code));
  });
}
