import { create, createFileRegistry, type DescMethod, type DescMethodUnary } from '@bufbuild/protobuf';
import type { DescMethodBiDiStreaming, DescMethodServerStreaming } from '@bufbuild/protobuf';
import {
  BytesValueSchema,
  FileDescriptorProtoSchema,
  file_google_protobuf_wrappers,
  type BytesValue,
} from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, type ConnectRouter } from '@connectrpc/connect';
import {
  serviceName,
  serviceOf,
  type Init,
  type MethodName,
  type RequestOf,
  type ResponseOf,
} from 'buildx-testkit/protocol';
import { methodOf, revision } from '../revision.js';
import { piecesOf, type PlainController } from './plain-controller.js';

type Bytes = typeof BytesValueSchema;

/** Each kind of RPC, with messages that hold the bytes of our own codec: Connect can use no other codec than its own. */
interface Kinds {
  readonly unary: DescMethodUnary<Bytes, Bytes>;
  readonly server_streaming: DescMethodServerStreaming<Bytes, Bytes>;
  readonly bidi_streaming: DescMethodBiDiStreaming<Bytes, Bytes>;
}

const envelope = '.google.protobuf.BytesValue';
const dot = serviceName.lastIndexOf('.');
const file = create(FileDescriptorProtoSchema, {
  name: 'controller.proto',
  package: serviceName.slice(0, dot),
  syntax: 'proto3',
  dependency: ['google/protobuf/wrappers.proto'],
  service: [
    {
      name: serviceName.slice(dot + 1),
      method: Object.values(serviceOf(revision)).map(({ name, requestStream, responseStream }) => ({
        name,
        inputType: envelope,
        outputType: envelope,
        clientStreaming: requestStream,
        serverStreaming: responseStream,
      })),
    },
  ],
});
const methods = new Map<string, DescMethod>(
  createFileRegistry(file, () => file_google_protobuf_wrappers)
    .getService(serviceName)
    ?.methods.map((method) => [method.name, method]),
);

/** The RPC as Connect describes it. */
export function connectMethod<K extends keyof Kinds>(name: MethodName, kind: K): Kinds[K] {
  const method = methods.get(name);
  if (method?.methodKind !== kind) throw new Error(`${name} is not ${kind}`);
  return method as unknown as Kinds[K];
}

/** Adds the handlers to a router. */
export function addHandlers(router: ConnectRouter, controller: PlainController): void {
  unary(router, 'Info', () => controller.info());
  unary(router, 'List', () => ({ refs: controller.refs }));
  unary(router, 'Disconnect', ({ ref }) => {
    controller.disconnect(ref);
    return {};
  });
  unary(router, 'ListProcesses', ({ ref }) => ({
    processes: controller.processes(ref).map((processId) => ({ processId })),
  }));
  unary(router, 'Build', async ({ ref }) => {
    await controller.build(ref);
    return {};
  });
  router.rpc(connectMethod('Status', 'server_streaming'), async function* (request) {
    const { request: requests, response } = methodOf('Status');
    let sent = (): void => {};
    const messages = await new Promise<readonly Init<ResponseOf<'Status'>>[]>((resolve) => {
      void controller.status(requests.decode(request.value).ref, (all) => {
        resolve(all);
        return new Promise((done) => {
          sent = done;
        });
      });
    });
    for (const message of messages) yield wrap(response.encode(message));
    sent();
  });
  router.rpc(connectMethod('Invoke', 'bidi_streaming'), async function* (requests) {
    const { request, response } = methodOf('Invoke');
    for await (const { value } of requests) {
      const message = request.decode(value);
      if (message.kind === 'init' && !controller.startProcess(message.ref, message.processId)) {
        throw new ConnectError('no such session', Code.Unknown);
      }
      if (message.kind !== 'file') continue;
      for (const data of piecesOf(message.data)) yield wrap(response.encode({ kind: 'file', fd: 1, eof: false, data }));
    }
  });
}

function unary<M extends MethodName>(
  router: ConnectRouter,
  name: M,
  answer: (request: RequestOf<M>) => Init<ResponseOf<M>> | Promise<Init<ResponseOf<M>>>,
): void {
  const { request, response } = methodOf(name);
  router.rpc(connectMethod(name, 'unary'), async ({ value }) =>
    wrap(response.encode(await answer(request.decode(value)))),
  );
}

function wrap(value: Uint8Array): BytesValue {
  return create(BytesValueSchema, { value: value });
}
