import { errorDetail } from '../../protocol/status-details.js';
import type { InvokeConfig, InvokeMessage } from '../../protocol/messages.js';
import type { Context } from '../context.js';
import { Attachment, type AttachmentEnd } from '../../serving/processes/attachment.js';
import type { Process } from '../../serving/processes/process.js';
import { contextCanceled, RpcFailure } from '../../playback/rpc-failure.js';
import { wording } from '../wording.js';
import { never } from '../../serving/never.js';
import type { TypedCall } from './typed-call.js';
import { sessionWording } from '../../protocol/session-wording.js';

type InvokeCall = TypedCall<'Invoke'>;
type InvokeInit = Extract<InvokeMessage, { kind: 'init' }>;

/** Serves Invoke (docs/real-controller.md §5.7). */
export async function invoke(context: Context, call: InvokeCall): Promise<void> {
  const init = await receiveInit(context, call);
  if (init === undefined) return;
  call.about(init.ref);
  const process = await open(context, init);
  let silent = true;
  const attachment = new Attachment((fd, data) => {
    silent = false;
    return call.send({ kind: 'file', fd, eof: false, data });
  });
  process.attach(attachment);
  const input = pumpInput(context, call, process, attachment);
  // A protocol error of the client ends the stream, and the process runs on, detached.
  const end = await Promise.race([attachment.ended, input.then(() => attachment.ended)]).catch((error: unknown) => {
    attachment.end({ kind: 'detached' });
    return error;
  });
  const [first, second] = context.race<readonly [number, number]>([
    [1, 2],
    [2, 1],
  ]);
  await call.send({ kind: 'file', fd: first, eof: true, data: noBytes });
  // In the real server two goroutines then send the first message at once, and now and then the second of them breaks
  // the stream.
  if (silent && isEnd(end) && isOver(end) && context.has('silent-ends-race') && context.race(oneInTwelve))
    throw new RpcFailure(wording.invoke.sendHeader, 'INTERNAL');
  await call.send({ kind: 'file', fd: second, eof: true, data: noBytes });
  throw isEnd(end) ? failureOf(end) : end;
}

const noBytes = new Uint8Array();
/** How often that was seen (docs/real-controller.md §13.1). */
const oneInTwelve = [false, ...Array.from({ length: 10 }, () => false), true] as const;

/** Whether the process has ended, and not only its stream. */
function isOver({ kind }: AttachmentEnd): boolean {
  return kind === 'exited' || kind === 'crashed' || kind === 'refused';
}

function isEnd(end: unknown): end is AttachmentEnd {
  return !(end instanceof Error);
}

async function receiveInit(context: Context, call: InvokeCall): Promise<InvokeInit | undefined> {
  const first = await call.receive();
  if (first === undefined) {
    if (call.cancelled) return undefined;
    if (!context.has('mute-invoke-hangs')) throw new RpcFailure('invoke: no Init message', 'INVALID_ARGUMENT');
    const hangs =
      'was half-closed before its Init message, and the server never answers that (docs/real-controller.md §5.7)';
    return context.waits.during(call, () => hangs, never());
  }
  if (first.kind !== 'init') throw new RpcFailure(wording.invoke.notInit(goType(first)));
  if (first.ref === '') throw new RpcFailure(sessionWording(context.revision).invoke.empty);
  return first;
}

/** Finds or starts the process that the client asks for. */
async function open(context: Context, { ref, processId, invokeConfig }: InvokeInit): Promise<Process<InvokeConfig>> {
  const session = context.sessions.get(ref);
  if (session === undefined) throw initFailure(context, sessionWording(context.revision).invoke.unknown(ref));
  if (processId === '') throw initFailure(context, wording.invoke.emptyProcessId);
  const known = session.processes.get(processId);
  if (known !== undefined) return known;
  if (invokeConfig === undefined) throw initFailure(context, wording.invoke.noConfig);
  const { result } = session;
  if (result !== undefined) {
    if (result.state === 'unusable') {
      session.processes.killAll();
      throw initFailure(context, wording.invoke.container(wording.invoke.unsupportedError));
    }
    const container = session.processes.container(invokeConfig, result);
    if ('refused' in container) throw initFailure(context, container.refused);
    return session.processes.start(processId, invokeConfig, result, container);
  }
  if (context.has('dies-of-missing-result')) {
    return context.die(`a new process in session ${JSON.stringify(ref)}, which has no result`);
  }
  throw new RpcFailure(
    `invoke: session ${JSON.stringify(ref)} has no result to start a process in: its build is running or failed`,
    'FAILED_PRECONDITION',
  );
}

/**
 * An error of the first message. Two spellings of it race, of which the first is the usual one (docs/real-controller.md
 * §1, fact 17).
 */
function initFailure(context: Context, text: string): RpcFailure {
  return new RpcFailure(context.race([wording.invoke.initFailed(text), text]));
}

/** Passes on what the client says, and resolves when it has said everything. */
async function pumpInput(
  context: Context,
  call: InvokeCall,
  process: Process<InvokeConfig>,
  attachment: Attachment,
): Promise<void> {
  // Listened for, because a cancel goes unnoticed while messages wait that the process does not take, or after a
  // half-close, and would leave the stream attached.
  const stopListening = call.onCancel(() => attachment.end({ kind: 'detached' }));
  let ended = false;
  for (let message = await call.receive(); message !== undefined; message = await call.receive()) {
    switch (message.kind) {
      case 'file':
        if (message.fd !== 0) throw new RpcFailure(wording.invoke.wrongFd(message.fd));
        if (message.data.length > 0) {
          if (ended) throw new RpcFailure(wording.invoke.closedPipe);
          await attachment.whileBound(process.writeStdin(message.data), undefined);
        }
        if (message.eof) {
          ended = true;
          if (!context.has('stdin-eof-lost')) process.endStdin();
        }
        break;
      case 'signal':
      case 'resize':
        if (!context.has('ignores-signals')) process.deliver(message);
        break;
      case 'init':
      case 'empty':
        throw new RpcFailure(wording.invoke.unexpected(goType(message)));
      default:
        message satisfies never;
    }
  }
  if (context.has('half-close-hides-cancel')) stopListening();
}

function failureOf(end: AttachmentEnd): RpcFailure {
  switch (end.kind) {
    case 'exited':
      return end.codes[0] === 0 ? contextCanceled() : exitFailure(end.codes);
    case 'crashed':
      return exitFailure(end.causes);
    case 'refused':
      return new RpcFailure(end.message);
    case 'unexpected-stdin':
      return new RpcFailure(end.message, 'FAILED_PRECONDITION');
    case 'killed':
    case 'detached':
      return contextCanceled();
    case 'taken-over':
      // Told by whoever watches the stream's context, which keeps no stack, before those who know the cause can.
      return new RpcFailure(contextCanceled().message, contextCanceled().code, [], { complete: true });
    default:
      return end satisfies never;
  }
}

function exitFailure(causes: readonly (number | string)[]): RpcFailure {
  const codes = causes.filter((cause) => typeof cause === 'number');
  const texts = causes.map((cause) => (typeof cause === 'number' ? wording.invoke.exitCode(cause) : cause));
  // The outermost is told again, as the real server does.
  const details = [...codes, ...codes.slice(0, 1)].map((code) =>
    errorDetail('github.com/moby/buildkit/gatewayapi.ExitMessage+json', { Code: code }),
  );
  return new RpcFailure(texts.join(': '), 'UNKNOWN', details);
}

/** The type of the oneof's value, as Go prints it. */
function goType(message: InvokeMessage): string {
  switch (message.kind) {
    case 'init':
      return '*pb.Message_Init';
    case 'file':
      return '*pb.Message_File';
    case 'resize':
      return '*pb.Message_Resize';
    case 'signal':
      return '*pb.Message_Signal';
    case 'empty':
      return '<nil>';
    default:
      return message satisfies never;
  }
}
