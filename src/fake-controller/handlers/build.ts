import { behaves } from '../../protocol/behaviour.js';
import { errorDetail } from '../../protocol/status-details.js';
import type { BuildOptions, BuildRequest } from '../../protocol/messages.js';
import { CancellationSource } from '../../time/cancellation.js';
import type { BuildEnd } from '../../playback/results/build-end.js';
import { BuildRun } from '../builds/build-run.js';
import type { BuildResult } from '../../playback/results/build-result.js';
import { StatusFeed } from '../../playback/progress/status-feed.js';
import { StdinPipe } from '../builds/stdin-pipe.js';
import type { Context } from '../context.js';
import { ProcessManager } from '../processes/process-manager.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { type RunningBuild, Session, type SessionBuild } from '../sessions/session.js';
import { wording } from '../wording.js';
import type { TypedCall } from './typed-call.js';
import { sessionWording } from '../../protocol/session-wording.js';

/** Serves Build (docs/real-controller.md §5.3). */
export async function build(context: Context, request: BuildRequest, call: TypedCall<'Build'>) {
  const { ref, options } = request;
  if (ref === '') throw new RpcFailure(sessionWording(context.revision).build.empty);
  if (options === undefined && !context.has('dies-of-missing-options')) {
    throw new RpcFailure('build: no options: a Build needs at least a context path', 'INVALID_ARGUMENT');
  }
  const { session, begun } = begin(context, ref);
  if (options === undefined) return context.die(`Build of ${JSON.stringify(ref)} without options`);
  return runBuild(context, session, begun, options, call);
}

/** Takes the session, or makes it, and resets everything of it but its options. */
function begin(context: Context, ref: string): { readonly session: Session; readonly begun: RunningBuild } {
  const known = context.sessions.get(ref);
  if (known?.building === true) throw new RpcFailure(wording.build.ongoing);
  known?.processes.killAll();
  const processes = new ProcessManager(context, ref);
  const begun: RunningBuild = {
    state: 'running',
    feed: new StatusFeed({
      shared: context.has('single-status-channel'),
      stalls: context.has('build-needs-subscriber'),
    }),
    stdin: new StdinPipe(),
    cancellation: new CancellationSource(),
  };
  const session = known ?? new Session(ref, begun, processes);
  session.build = begun;
  session.processes = processes;
  if (known === undefined) context.sessions.add(session);
  return { session, begun };
}

async function runBuild(
  context: Context,
  session: Session,
  begun: RunningBuild,
  options: BuildOptions,
  call: TypedCall<'Build'>,
) {
  const { ref } = session;
  const { feed, stdin, cancellation } = begun;
  const stopListening = call.onCancel(() => cancellation.cancel());
  context.sessions.changed(session);
  const end = await new BuildRun(context, ref, begun, options, call).run();
  stopListening();
  const found = owner(context, session);
  const failure = found === undefined ? vanished(context, ref, end) : settle(context, found, options, end);
  const unseen = end.kind === 'failed' && end.atOnce === true && goesUnseen(context);
  if (unseen) feed.vanish();
  else if (end.afterwards === undefined) feed.close();
  else void end.afterwards().then(() => feed.close());
  stdin.closeRead();
  if (found !== undefined) {
    const { build } = found;
    const isTold = !context.has('status-waits-after-build') && !(unseen && build.feed === feed);
    found.build = {
      ...build,
      state: 'over',
      feed: isTold ? build.feed : undefined,
      result: leftBy(context, end, build),
    };
  }
  if (failure !== undefined) throw failure;
  return { exporterResponse: end.kind === 'succeeded' ? end.reply : {} };
}

/**
 * Whether a waiting Status misses a build that is refused at once: it looks for its build every millisecond, and such a
 * build is over by then.
 */
function goesUnseen(context: Context): boolean {
  return context.has('refusal-unseen') && context.race([true, false]);
}

/**
 * The session in which the outcome is stored: with the quirk, whichever has the ref now; without it, only the build's
 * own.
 */
function owner(context: Context, session: Session): Session | undefined {
  const current = context.sessions.get(session.ref);
  return current === session || context.has('build-end-hits-namesake') ? current : undefined;
}

function settle(context: Context, session: Session, options: BuildOptions, end: BuildEnd): RpcFailure | undefined {
  if (!behaves(context.revision, 'failedStepsLeaveResults')) return end.kind === 'failed' ? end.failure : undefined;
  if (end.result !== undefined) session.options = options;
  if (end.kind === 'succeeded') return undefined;
  const { message, code, details } = end.failure;
  if (end.result === undefined || end.failure.complete) return end.failure;
  const debuggable = errorDetail(
    'github.com/docker/buildx/errdefs.Build+json',
    behaves(context.revision, 'failedBuildsTellSessionIds') ? { SessionID: session.ref } : { Ref: session.ref },
  );
  return new RpcFailure(message, code, [debuggable, ...details]);
}

/** What the session keeps. From 0.11 a build without a result leaves a namesake's alone. */
function leftBy(context: Context, { result }: BuildEnd, build: SessionBuild): BuildResult | undefined {
  return behaves(context.revision, 'failedStepsLeaveResults') ? (result ?? build.result) : result;
}

/** The failure of a build whose session was disconnected meanwhile. */
function vanished(context: Context, ref: string, end: BuildEnd): RpcFailure {
  if (end.kind === 'failed' && !context.has('disconnect-keeps-build')) return end.failure;
  return new RpcFailure(sessionWording(context.revision).build.unknown(ref));
}
