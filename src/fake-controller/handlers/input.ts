import type { InputMessage } from '../../protocol/messages.js';
import { ClosedPipeError, type StdinPipe } from '../builds/stdin-pipe.js';
import type { Context } from '../context.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { wording } from '../wording.js';
import { waitsForBuild } from './waits-for-build.js';
import type { TypedCall } from './typed-call.js';
import { sessionWording } from '../../protocol/session-wording.js';

type InputCall = TypedCall<'Input'>;

/** Serves Input, which always ends without a response message (docs/real-controller.md §5.6). */
export async function input(context: Context, call: InputCall): Promise<void> {
  const first = await call.receive();
  if (first === undefined) return;
  if (first.kind !== 'init') throw new RpcFailure(wording.input.notInit);
  if (first.ref === '') throw new RpcFailure(sessionWording(context.revision).input.empty);
  call.about(first.ref);
  const stdin = await awaitStdin(context, call, first.ref);
  if (stdin === undefined) return;
  const writer = new StdinWriter(stdin);
  stdin.writers++;
  try {
    await forward(context, call, writer);
  } finally {
    stdin.writers--;
    const cut = call.cancelled && !context.has('cancelled-input-is-eof');
    stdin.end(cut ? new Error('context canceled') : undefined);
  }
  if (writer.failure !== undefined) throw writer.failure;
}

async function awaitStdin(context: Context, call: InputCall, ref: string): Promise<StdinPipe | undefined> {
  const session = context.sessions.get(ref);
  if (session?.building === false && !context.has('stale-input')) {
    throw new RpcFailure(`input: no build of ${JSON.stringify(ref)} is running`, 'FAILED_PRECONDITION');
  }
  const until = context.has('zombie-inputs') ? undefined : call;
  const waiting = context.sessions.waitFor(ref, ({ build }) => build.stdin, until);
  return context.waits.during(call, () => waitsForBuild(context, ref, '§5.6'), waiting);
}

/** Forwards stdin until the client has half-closed or cancelled, or has said one thing more after the end of stdin. */
async function forward(context: Context, call: InputCall, writer: StdinWriter): Promise<void> {
  for (let message = await call.receive(); message !== undefined; message = await call.receive()) {
    if (writer.over) return;
    if (message.kind !== 'data') continue;
    await writer.take(message);
    if (writer.over && !waitsForMore(context, writer)) return;
  }
}

/**
 * Whether Input, at its end, waits for one more event of its client; it then tells of a failed write only after that.
 */
function waitsForMore(context: Context, writer: StdinWriter): boolean {
  return context.has(writer.failure === undefined ? 'input-lingers' : 'stale-input');
}

/** Writes into a build's stdin; it is over at EOF, and when a write has failed. */
class StdinWriter {
  readonly #stdin: StdinPipe;
  over = false;
  failure: RpcFailure | undefined;

  constructor(stdin: StdinPipe) {
    this.#stdin = stdin;
  }

  async take({ data, eof }: Extract<InputMessage, { kind: 'data' }>): Promise<void> {
    try {
      if (data.length > 0) await this.#stdin.write(data);
    } catch (error) {
      if (!(error instanceof ClosedPipeError)) throw error;
      this.over = true;
      this.failure = new RpcFailure(error.message);
    }
    if (!eof || this.over) return;
    this.over = true;
    this.#stdin.end();
  }
}
