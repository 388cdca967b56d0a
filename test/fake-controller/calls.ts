import type { BuildOptions, Init, InvokeConfig, InvokeMessage, StatusResponse } from '../../src/protocol/messages.js';
import { statusCodeName } from '../../src/protocol/status-code.js';
import { RpcError } from '../../src/client/rpc-error.js';
import type { Call, ControllerClient, RpcStatus } from '../../src/client/controller-client.js';

export type Invoke = Call<InvokeMessage, InvokeMessage>;

/** How a call ended, as `CODE: message`, or just `OK`. */
export async function ending(call: { readonly status: Promise<RpcStatus> }): Promise<string> {
  return shown(await call.status);
}

/** How a unary call ended. */
export async function answer(reply: Promise<unknown>): Promise<string> {
  try {
    await reply;
    return 'OK';
  } catch (error) {
    if (error instanceof RpcError) return shown(error.status);
    throw error;
  }
}

function shown({ code, message }: RpcStatus): string {
  return message === '' ? statusCodeName(code) : `${statusCodeName(code)}: ${message}`;
}

/** What was sent before on the same connection has reached the fake, and what it did at once has come back. */
export async function settled(client: ControllerClient): Promise<void> {
  for (let round = 0; round < 3; round++) await client.rpc.info();
}

/** Build and Status of a session, both to their end. */
export async function built(
  client: ControllerClient,
  ref: string,
  options: Init<BuildOptions> = { contextPath: '.' },
): Promise<readonly StatusResponse[]> {
  const { statuses } = await client.build(options, { ref });
  return statuses;
}

/** Opens a process, or attaches to it when there is no configuration. */
export function invoke(client: ControllerClient, ref: string, processId: string, config?: Init<InvokeConfig>): Invoke {
  const call = client.rpc.invoke();
  void call.send({ kind: 'init', ref, processId, ...(config === undefined ? {} : { invokeConfig: config }) });
  return call;
}

/** A `sh -c` of these commands. */
export function sh(commands: string, config: Init<InvokeConfig> = {}): Init<InvokeConfig> {
  return { entrypoint: ['/bin/sh', '-c', commands], ...config };
}

export function type(call: Invoke, text: string): Promise<void> {
  return call.send({ kind: 'file', fd: 0, data: Buffer.from(text) });
}

/** All that came on a file so far. */
export function output(call: Pick<Invoke, 'messages'>, fd = 1): string {
  return Buffer.concat(
    call.messages.map((message) => (message.kind === 'file' && message.fd === fd ? message.data : empty)),
  ).toString();
}

const empty = new Uint8Array();

/** Waits until a file has shown this text; false when the call ended without. */
export async function sees(call: Invoke, text: string, fd = 1): Promise<boolean> {
  if (output(call, fd).includes(text)) return true;
  await call.find(() => output(call, fd).includes(text));
  return output(call, fd).includes(text);
}

/** The files that were ended, in their order. */
export function ends(call: Pick<Invoke, 'messages'>): readonly number[] {
  return call.messages.flatMap((message) => (message.kind === 'file' && message.eof ? [message.fd] : []));
}

/** Ids of a session's processes. */
export async function processIds(client: ControllerClient, ref: string): Promise<readonly string[]> {
  const { processes } = await client.rpc.listProcesses({ ref });
  return processes.map(({ processId }) => processId).toSorted();
}
