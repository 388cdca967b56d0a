import { behaves } from '../../protocol/behaviour.js';
import { errorDetail } from '../../protocol/status-details.js';
import type { BuildOptions, BuildRequest } from '../../protocol/messages.js';
import { CancellationSource } from '../../time/cancellation.js';
import { BuildRun, type BuildEnd } from '../builds/build-run.js';
import { StatusFeed } from '../builds/status-feed.js';
import { StdinPipe } from '../builds/stdin-pipe.js';
import type { Context } from '../context.js';
import { ProcessManager } from '../processes/process-manager.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { Session } from '../sessions/session.js';
import { wording } from '../wording.js';
import type { TypedCall } from './typed-call.js';

/** docs/real-controller.md §5.3 */
export async function build(context: Context, request: BuildRequest, call: TypedCall<'Build'>) {
  const { ref, options } = request;
  if (ref === '') throw new RpcFailure(wording.build.emptyRef);
  if (options === undefined && !context.has('dies-of-missing-options')) {
    throw new RpcFailure('build: no options: a Build needs at least a context path', 'INVALID_ARGUMENT');
  }
  const session = begin(context, ref);
  if (options === undefined) return context.die(`Build of ${JSON.stringify(ref)} without options`);
  return runBuild(context, session, options, call);
}

/** Takes or makes the session, and makes it new but for its options. */
function begin(context: Context, ref: string): Session {
  const known = context.sessions.get(ref);
  if (known?.building === true) throw new RpcFailure(wording.build.ongoing);
  known?.processes.killAll();
  const processes = new ProcessManager(context, ref);
  const session = known ?? new Session(ref, processes);
  session.building = true;
  session.result = undefined;
  session.processes = processes;
  session.feed = new StatusFeed({
    shared: context.has('single-status-channel'),
    stalls: context.has('build-needs-subscriber'),
  });
  session.stdin = new StdinPipe();
  session.cancellation = new CancellationSource();
  if (known === undefined) context.sessions.add(session);
  return session;
}

async function runBuild(context: Context, session: Session, options: BuildOptions, call: TypedCall<'Build'>) {
  const { ref, feed, stdin, cancellation } = session;
  if (feed === undefined || stdin === undefined) throw new TypeError('a build needs a feed and stdin');
  const stopListening = call.onCancel(() => cancellation.cancel());
  context.sessions.changed(session);
  const end = await new BuildRun(context, session, feed, stdin, options, call).run();
  stopListening();
  const found = owner(context, session);
  const failure = found === undefined ? vanished(context, ref, end) : settle(context, found, options, end);
  if (end.kind === 'failed' && end.atOnce === true && goesUnseen(context)) {
    if (found?.feed === feed) found.feed = undefined;
    feed.vanish();
  } else if (end.afterwards === undefined) feed.close();
  else void end.afterwards().then(() => feed.close());
  stdin.closeRead();
  if (found !== undefined) {
    found.building = false;
    if (context.has('status-waits-after-build')) found.feed = undefined;
  }
  if (failure !== undefined) throw failure;
  return { exporterResponse: end.kind === 'succeeded' ? end.reply : {} };
}

/** A Status looks for its build every millisecond, and one that is refused at once is over by then. */
function goesUnseen(context: Context): boolean {
  return context.has('refusal-unseen') && context.race([true, false]);
}

/** The session in which the outcome is stored: whichever has the ref now, or, without the quirk, only the build's own. */
function owner(context: Context, session: Session): Session | undefined {
  const current = context.sessions.get(session.ref);
  return current === session || context.has('build-end-hits-namesake') ? current : undefined;
}

function settle(context: Context, session: Session, options: BuildOptions, end: BuildEnd): RpcFailure | undefined {
  if (!behaves(context.revision, 'failedStepsLeaveResults')) {
    session.result = end.result;
    return end.kind === 'failed' ? end.failure : undefined;
  }
  if (end.result !== undefined) {
    session.result = end.result;
    session.options = options;
  }
  if (end.kind === 'succeeded') return undefined;
  const { message, code, details } = end.failure;
  if (end.result === undefined || end.failure.complete) return end.failure;
  const debuggable = errorDetail('github.com/docker/buildx/errdefs.Build+json', { Ref: session.ref });
  return new RpcFailure(message, code, [debuggable, ...details]);
}

/** The session was disconnected meanwhile. */
function vanished(context: Context, ref: string, end: BuildEnd): RpcFailure {
  if (end.kind === 'failed' && !context.has('disconnect-keeps-build')) return end.failure;
  return new RpcFailure(wording.build.vanished(ref));
}
