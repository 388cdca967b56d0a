import type { control } from '../../protocol/buildkit/messages.js';
import { timestamp } from '../../playback/builds/timestamp.js';
import { contextCanceled, RpcFailure } from '../../playback/rpc-failure.js';
import type { Cancellation } from '../../time/cancellation.js';
import { Build } from '../builds/build.js';
import { begun, type BuildEnd, over } from '../builds/build-record.js';
import { playBuild } from '../builds/play-build.js';
import { clockOf } from '../builds/wait-for-build.js';
import type { Life } from '../life.js';
import { exportBuild } from '../exporters/export-build.js';
import { requestedExporters } from '../exporters/requested-exporters.js';
import { solved } from '../results/solved.js';
import { cacheProblem, solveProblem } from '../refusals/solve-problem.js';
import { refuse } from '../refusals/refuse.js';
import type { BuildKitCall } from './buildkit-call.js';

type SolveCall = BuildKitCall<'Control.Solve'>;

/** Serves Control.Solve, which is open for the whole of its build. */
export async function solve(
  life: Life,
  request: control.SolveRequest,
  call: SolveCall,
): Promise<{ readonly exporterResponse: Readonly<Record<string, string>> }> {
  const { ref } = request;
  call.about(ref);
  // Before anything is built, and in BuildKit's order.
  requestedExporters(request);
  refuse(cacheProblem(request));
  if (life.builds.get(ref) !== undefined) throw new RpcFailure(`job ID ${ref} exists`);
  const build = new Build(request, life.clock.now);
  life.builds.add(build);
  const stopListening = call.onCancel(() => build.stop());
  if (!request.internal) life.history.begin(begun(build));
  try {
    const reply = await run(life, build, call);
    if (!request.internal) tellEnd(life, build, { reply });
    return { exporterResponse: reply };
  } catch (error) {
    if (error instanceof RpcFailure && !request.internal) tellEnd(life, build, { failure: error });
    throw error;
  } finally {
    stopListening();
    build.end(clockOf(life, call));
    build.stop();
    // Nobody can ask for it any more, and it may be large.
    build.made.clear();
    // Before the answer: clients wait for both, and some of them for very long.
    build.feed.close();
  }
}

async function run(life: Life, build: Build, call: SolveCall): Promise<Readonly<Record<string, string>>> {
  const { request, ref } = build;
  if (build.takesCalls) {
    const waits = (): string =>
      `waits for the LLBBridge.Return of ${JSON.stringify(ref)}: its client acts as the frontend`;
    const end = await life.waits.during(call, waits, Promise.race([build.returned, untilCancelled(call)]));
    if (end.failure !== undefined) throw end.failure;
    return exportBuild(life, build, end.result);
  }
  refuse(solveProblem({ ...request, frontendOpt: request.frontendAttrs }));
  const { failure, reply, options, image, images, files, result } = await playBuild(life, build);
  if (failure !== undefined) throw failure;
  build.learn(options, reply);
  const id = build.make(result, options.platforms, { files });
  return exportBuild(life, build, solved(id, options, { image, images }, life.character.platforms[0] ?? 'linux/amd64'));
}

function untilCancelled(cancellation: Cancellation): Promise<never> {
  return new Promise((_, reject) => {
    cancellation.onCancel(() => reject(contextCanceled()));
  });
}

/** Tells the history of the end. What all the record says is found out when somebody asks. */
function tellEnd(life: Life, build: Build, end: BuildEnd): void {
  const { now } = life.clock;
  const record = { ...begun(build), completedAt: timestamp(now) };
  life.history.end(record, build.feed, () => over(life, build, end, now));
}
