import { create } from '@bufbuild/protobuf';
import type { BytesValue } from '@bufbuild/protobuf/wkt';
import { BytesValueSchema } from '@bufbuild/protobuf/wkt';
import { ConnectError, type Transport } from '@connectrpc/connect';
import type { MethodName } from 'buildx-testkit/protocol';
import { connectMethod } from '../plain/connect-service.js';
import { methodOf } from '../revision.js';
import type { BenchClient, DuplexStream, ServerStream } from './bench-client.js';

const noTimeout = undefined;

/** A client over a transport of Connect, without the thin layer that names its methods. */
export function connectClient(transport: Transport): BenchClient {
  return {
    async unary(name, request) {
      const method = methodOf(name);
      const value = create(BytesValueSchema, { value: method.request.encode(request) });
      const { message } = await transport.unary(connectMethod(name, 'unary'), undefined, noTimeout, undefined, value);
      return method.response.decode(message.value);
    },
    status(ref, onMessage) {
      const { request, response } = methodOf('Status');
      const value = create(BytesValueSchema, { value: request.encode({ ref }) });
      return stream(transport, 'Status', once(value), (bytes) => onMessage(response.decode(bytes)));
    },
    invoke(onMessage): DuplexStream {
      const { request, response } = methodOf('Invoke');
      const requests = new Requests();
      return {
        ...stream(transport, 'Invoke', requests, (bytes) => onMessage(response.decode(bytes))),
        send: (message) => requests.push(create(BytesValueSchema, { value: request.encode(message) })),
      };
    },
    close() {},
  };
}

function stream(
  transport: Transport,
  name: MethodName & ('Status' | 'Invoke'),
  requests: AsyncIterable<BytesValue>,
  onBytes: (bytes: Uint8Array) => void,
): ServerStream {
  const abort = new AbortController();
  const read = async (): Promise<number> => {
    const method = name === 'Status' ? connectMethod(name, 'server_streaming') : connectMethod(name, 'bidi_streaming');
    const { message } = await transport.stream(method, abort.signal, noTimeout, undefined, requests);
    for await (const { value } of message) onBytes(value);
    return 0;
  };
  return { ended: read().catch((error: unknown) => ConnectError.from(error).code), cancel: () => abort.abort() };
}

async function* once(message: BytesValue): AsyncGenerator<BytesValue> {
  yield message;
}

/** Requests on their way; so many may wait as grpc-js' streams hold. */
class Requests implements AsyncIterable<BytesValue> {
  readonly #waiting: BytesValue[] = [];
  #reader: (() => void) | undefined;
  #writer: (() => void) | undefined;

  push(message: BytesValue): Promise<void> | undefined {
    this.#waiting.push(message);
    this.#reader?.();
    if (this.#waiting.length < 16) return undefined;
    return new Promise((resolve) => {
      this.#writer = resolve;
    });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<BytesValue> {
    for (;;) {
      const message = this.#waiting.shift();
      if (message === undefined) {
        this.#writer?.();
        await new Promise<void>((resolve) => {
          this.#reader = resolve;
        });
      } else {
        yield message;
      }
    }
  }
}
