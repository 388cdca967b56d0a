import type { ControllerClient } from '../../src/client/controller-client.js';
import type { BenchClient, DuplexStream, ServerStream } from './bench-client.js';
import type { Call } from '../../src/client/call.js';

/** The client of this package. It keeps what it reads. */
export function ownClient({ rpc, close }: Pick<ControllerClient, 'rpc' | 'close'>): BenchClient {
  const unary: { readonly [name: string]: (request: object) => Promise<object> } = {
    Build: rpc.build,
    List: rpc.list,
    Disconnect: rpc.disconnect,
    Info: rpc.info,
    ListProcesses: rpc.listProcesses,
    DisconnectProcess: rpc.disconnectProcess,
  };
  return {
    unary: (method, request) => unary[method]?.(request) as never,
    status: (ref, onMessage) => read(rpc.status({ ref }), onMessage),
    invoke(onMessage): DuplexStream {
      const call = rpc.invoke();
      return { ...read(call, onMessage), send: (message) => call.send(message) };
    },
    close: () => void close(),
  };
}

function read<Res>(call: Call<never, Res>, onMessage: (message: Res) => void): ServerStream {
  const all = async (): Promise<number> => {
    for await (const message of call) onMessage(message);
    return (await call.status).code;
  };
  return { ended: all(), cancel: () => call.cancel() };
}
