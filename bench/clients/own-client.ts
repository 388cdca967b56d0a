import type { ControllerClient } from 'buildx-testkit';
import type { Init, RequestOf, ResponseOf } from 'buildx-testkit/protocol';
import type { BenchClient, DuplexStream, ServerStream, UnaryName } from './bench-client.js';

interface Responses<Res> extends AsyncIterable<Res> {
  readonly status: Promise<{ readonly code: number }>;
  readonly cancel: () => void;
}

/** The client of this package. It keeps what it reads. */
export function ownClient({ rpc, close }: Pick<ControllerClient, 'rpc' | 'close'>): BenchClient {
  const unary: { readonly [M in UnaryName]: (request: Init<RequestOf<M>>) => Promise<ResponseOf<M>> } = {
    Build: (request) => rpc.build(request),
    List: (request) => rpc.list(request),
    Disconnect: (request) => rpc.disconnect(request),
    Info: (request) => rpc.info(request),
    ListProcesses: (request) => rpc.listProcesses(request),
    DisconnectProcess: (request) => rpc.disconnectProcess(request),
  };
  return {
    unary: (method, request) => unary[method](request),
    status: (ref, onMessage) => read(rpc.status({ ref }), onMessage),
    invoke(onMessage): DuplexStream {
      const call = rpc.invoke();
      return { ...read(call, onMessage), send: (message) => call.send(message) };
    },
    close: () => void close(),
  };
}

function read<Res>(call: Responses<Res>, onMessage: (message: Res) => void): ServerStream {
  const all = async (): Promise<number> => {
    for await (const message of call) onMessage(message);
    return (await call.status).code;
  };
  return { ended: all(), cancel: () => call.cancel() };
}
