import type { Metadata } from '../../client/connection.js';
import type { gateway } from '../../protocol/buildkit/messages.js';
import { isSignalName } from '../../dockerfile/instructions/signals.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { goQuote } from '../../words/go-quote.js';
import type { Build } from '../builds/build.js';
import { ExecutedProcess } from '../builds/executed-process.js';
import type { Life } from '../life.js';
import { buildOf } from './bridge.js';
import type { BuildKitCall } from './buildkit-call.js';

type ExecCall = BuildKitCall<'LLBBridge.ExecProcess'>;
type Input = NonNullable<gateway.ExecMessage['input']>;

/** Serves LLBBridge.ExecProcess: one stream for all processes of a build's containers. */
export async function execProcess(life: Life, call: ExecCall, metadata: Metadata): Promise<void> {
  const build = await buildOf(life, call, metadata);
  if (build === undefined) return;
  const processes = new Map<string, ExecutedProcess>();
  const killAll = (): void => {
    for (const process of processes.values()) process.kill();
  };
  const stopListening = call.onCancel(killAll);
  try {
    for (let message = await call.receive(); message !== undefined; message = await call.receive()) {
      const { processId, input } = message;
      if (processId === '') throw new RpcFailure('ProcessID required', 'INVALID_ARGUMENT');
      if (input?.kind === 'init') start(life, build, call, processes, processId, input.value);
      else if (input !== undefined) await pass(processes.get(processId), processId, input);
    }
    // Whoever has half-closed still hears what its processes say.
    await Promise.all([...processes.values()].map((process) => process.told));
  } finally {
    stopListening();
    killAll();
  }
}

function start(
  life: Life,
  build: Build,
  call: ExecCall,
  processes: Map<string, ExecutedProcess>,
  id: string,
  init: gateway.InitMessage,
): void {
  if (processes.has(id)) throw new RpcFailure(`Process ${id} already exists`, 'ALREADY_EXISTS');
  const running = build.containers.get(init.containerId);
  if (running === undefined)
    throw new RpcFailure(`container ${goQuote(init.containerId)} previously released or not created`, 'NOT_FOUND');
  processes.set(id, ExecutedProcess.start(life, running, init, { id, send: (message) => call.send(message) }));
}

async function pass(process: ExecutedProcess | undefined, id: string, input: Input): Promise<void> {
  // What only a server says is passed over.
  if (input.kind !== 'file' && input.kind !== 'resize' && input.kind !== 'signal') return undefined;
  if (process === undefined) throw new RpcFailure(`IO for process ${goQuote(id)} not found`, 'NOT_FOUND');
  switch (input.kind) {
    case 'file':
      if (input.value.fd !== 0) throw new RpcFailure(`fd ${input.value.fd} unavailable to write`, 'OUT_OF_RANGE');
      return process.read(input.value);
    case 'resize':
      return process.deliver({ kind: 'resize', rows: input.value.rows, cols: input.value.cols });
    case 'signal':
      if (!isSignalName(input.value.name))
        throw new RpcFailure(`Unknown signal ${input.value.name}`, 'INVALID_ARGUMENT');
      return process.deliver({ kind: 'signal', name: input.value.name });
    default:
      input satisfies never;
  }
}
