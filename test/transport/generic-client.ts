import {
  credentials,
  makeGenericClientConstructor,
  type ChannelInterface,
  type Client,
  type ClientDuplexStream,
  type ClientOptions,
} from '@grpc/grpc-js';
import { serviceOf } from '../../src/protocol/service.js';
import type { MethodName } from '../../src/protocol/methods.js';

/** A client such as users generate: the four kinds of call, messages in and out as this project's own types. */
export type GenericClient = Client & {
  readonly [M in MethodName]: (...args: readonly unknown[]) => ClientDuplexStream<object, GenericMessage>;
};

/** What tests look at of a message. */
export interface GenericMessage {
  readonly data?: Uint8Array;
}

/** @param where a channel, or a target to connect to */
export function genericClient(where: ChannelInterface | string, options: ClientOptions = {}): GenericClient {
  const service = Object.fromEntries(
    Object.values(serviceOf('2023-04')).map((method) => [
      method.name satisfies MethodName,
      {
        path: method.path,
        requestStream: method.requestStream,
        responseStream: method.responseStream,
        requestSerialize: (message: object) => Buffer.from(method.request.encode(message as never)),
        requestDeserialize: (bytes: Buffer) => method.request.decode(bytes),
        responseSerialize: (message: object) => Buffer.from(method.response.encode(message as never)),
        responseDeserialize: (bytes: Buffer) => method.response.decode(bytes),
      },
    ]),
  );
  const Constructor = makeGenericClientConstructor(service, 'Controller');
  const override = typeof where === 'string' ? {} : { channelOverride: where };
  const target = typeof where === 'string' ? where : 'in-process';
  return new Constructor(target, credentials.createInsecure(), { ...options, ...override }) as unknown as GenericClient;
}
