import { withJson } from '../protocol/json-data.js';
import type * as m from '../protocol/messages.js';
import { statusCodes } from '../protocol/status-code.js';
import { BuildFailedError } from './build-failed-error.js';
import type { BuildRun, BuildRunOptions } from './build-run.js';
import type { Call } from './call.js';
import type { ControllerRpc } from './controller-rpc.js';
import type { RpcStatus } from './rpc-status.js';
import { stdinPieces } from './stdin.js';
import { until } from './until.js';

/** What Build answers while another one runs; the Status is then that other build's. */
const refused = 'build ongoing';

/** Runs Build, Status and Input together, as buildx's own client does; see `docs/real-controller.md` §7.1. */
export async function runBuild(
  rpc: ControllerRpc,
  options: m.Init<m.BuildOptions>,
  run: BuildRunOptions & { readonly ref: string },
): Promise<BuildRun> {
  run.signal?.throwIfAborted();
  const { ref } = run;
  // Status goes first and waits for its build to begin. One that came after a short build had ended would wait for
  // ever, for the next build of that ref.
  const status = rpc.status({ ref });
  const build = rpc.open('Build');
  const calls: Pick<Call<never, never>, 'cancel'>[] = [status, build];
  try {
    await request(build, { ref, options });
    // Opened after Build, because in a session that was built before, an early Input would get the last build's dead
    // stdin.
    const input = run.stdin === undefined ? undefined : rpc.input();
    if (input !== undefined) calls.push(input);
    const work = Promise.all([
      finish(rpc, build, status),
      run.onStatus === undefined ? undefined : tell(status, run.onStatus),
      input === undefined || run.stdin === undefined ? undefined : feed(input, ref, run.stdin, build.status),
    ]);
    const [failure] = await (run.signal === undefined ? work : orAborted(work, run.signal));
    if (failure !== undefined) {
      throw new BuildFailedError(failure.method, failure.status, { ref, statuses: status.messages });
    }
    return withJson({ ref, response: build.messages[0] ?? { exporterResponse: {} }, statuses: status.messages });
  } finally {
    // Input is among them, and never ends by itself.
    for (const call of calls) call.cancel();
  }
}

async function request(build: Call<m.BuildRequest, m.BuildResponse>, message: m.Init<m.BuildRequest>): Promise<void> {
  const sent = build.send(message);
  build.halfClose();
  await sent;
}

/** Waits for Build and Status, and gives what failed. */
async function finish(
  rpc: ControllerRpc,
  build: Call<m.BuildRequest, m.BuildResponse>,
  status: Call<m.StatusRequest, m.StatusResponse>,
): Promise<{ readonly method: string; readonly status: RpcStatus } | undefined> {
  await Promise.race([build.status, failed(status)]);
  if (build.ended === undefined) {
    // Status has failed, so nobody reads the build's progress any more and it stands still, unless it is just failing,
    // too.
    await roundTrip(rpc);
    if (build.ended === undefined) return { method: 'Status', status: await status.status };
  }
  const ended = await build.status;
  if (ended.code === statusCodes.OK) {
    const { code } = await status.status;
    return code === statusCodes.OK ? undefined : { method: 'Status', status: await status.status };
  }
  if (ended.message === refused) status.cancel();
  else if (status.messages.length === 0) {
    // The build may have failed before Status found it, and then Status waits for the next one.
    await roundTrip(rpc);
    if (status.messages.length === 0) status.cancel();
  }
  await status.status;
  return { method: 'Build', status: ended };
}

/** Resolves when the call ends with an error; otherwise it never settles. */
async function failed(call: Call<never, unknown>): Promise<void> {
  const { code } = await call.status;
  if (code === statusCodes.OK) await new Promise<never>(() => undefined);
}

/** Lets the other calls' last messages arrive: by the time that the server answers this, it has sent them. */
async function roundTrip(rpc: ControllerRpc): Promise<void> {
  await rpc.info().catch(() => undefined);
}

async function tell(
  status: Call<m.StatusRequest, m.StatusResponse>,
  onStatus: (message: m.StatusResponse) => void,
): Promise<void> {
  for await (const message of status) onStatus(message);
}

/** Sends stdin until it ends or the build does, then EOF; the stream stays half open. */
async function feed(
  input: Call<m.InputMessage, m.InputResponse>,
  ref: string,
  stdin: NonNullable<BuildRunOptions['stdin']>,
  built: Promise<unknown>,
): Promise<void> {
  await input.send({ kind: 'init', ref });
  const untilBuilt = until(built.then(() => ({ done: true, value: undefined }) as const));
  const pieces = stdinPieces(stdin);
  for (;;) {
    const next = await untilBuilt(pieces.next());
    if (next.done === true) break;
    await untilBuilt(input.send({ kind: 'data', data: next.value }));
  }
  // Not awaited, because a source that never says anything more cannot be closed.
  pieces.return(undefined).catch(() => undefined);
  await untilBuilt(input.send({ kind: 'data', eof: true }));
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}
