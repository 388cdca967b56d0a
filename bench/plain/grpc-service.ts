import {
  Metadata,
  status as codes,
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Init, InvokeMessage, MethodName, RequestOf, ResponseOf } from 'buildx-testkit/protocol';
import { asBuffer, methodOf } from '../revision.js';
import { piecesOf, type PlainController } from './plain-controller.js';

type Unary<M extends MethodName> = handleUnaryCall<RequestOf<M>, Init<ResponseOf<M>>>;

const names = ['Build', 'Status', 'Invoke', 'List', 'Disconnect', 'Info', 'ListProcesses'] as const;

/** The service as grpc-js' own server takes it, of the right kind for each RPC. */
export const definition: ServiceDefinition = Object.fromEntries(
  names.map((name) => {
    const { path, requestStream, responseStream, request, response } = methodOf<MethodName>(name);
    return [
      name,
      {
        path,
        requestStream,
        responseStream,
        requestSerialize: (message: object) => asBuffer(request.encode(message)),
        requestDeserialize: (bytes: Buffer) => request.decode(bytes),
        responseSerialize: (message: object) => asBuffer(response.encode(message)),
        responseDeserialize: (bytes: Buffer) => response.decode(bytes),
      },
    ];
  }),
);

/** The handlers. */
export function implementation(controller: PlainController): UntypedServiceImplementation {
  return {
    Info: ((_call, reply) => reply(null, controller.info())) satisfies Unary<'Info'>,
    List: ((_call, reply) => reply(null, { refs: controller.refs })) satisfies Unary<'List'>,
    Disconnect: (({ request }, reply) => {
      controller.disconnect(request.ref);
      reply(null, {});
    }) satisfies Unary<'Disconnect'>,
    ListProcesses: (({ request }, reply) => {
      reply(null, { processes: controller.processes(request.ref).map((processId) => ({ processId })) });
    }) satisfies Unary<'ListProcesses'>,
    Build: (({ request }, reply) => {
      controller.build(request.ref).then(
        () => reply(null, {}),
        (error: Error) => reply(error),
      );
    }) satisfies Unary<'Build'>,
    Status: ((call) => {
      const sent = controller.status(call.request.ref, async (messages) => {
        for (const message of messages) {
          if (call.write(message)) continue;
          await new Promise((resolve) => call.once('drain', resolve));
        }
      });
      sent.then(
        () => call.end(),
        (error: Error) => call.emit('error', error),
      );
    }) satisfies handleServerStreamingCall<RequestOf<'Status'>, Init<ResponseOf<'Status'>>>,
    Invoke: ((call) => {
      call.on('data', (message: InvokeMessage) => {
        if (message.kind === 'init' && !controller.startProcess(message.ref, message.processId)) {
          call.emit('error', { code: codes.UNKNOWN, details: 'no such session', metadata: new Metadata() });
        }
        if (message.kind !== 'file') return;
        let more = true;
        for (const data of piecesOf(message.data)) more = call.write({ kind: 'file', fd: 1, eof: false, data });
        if (more) return;
        call.pause();
        call.once('drain', () => call.resume());
      });
      call.on('end', () => call.end());
    }) satisfies handleBidiStreamingCall<InvokeMessage, Init<InvokeMessage>>,
  };
}
