import type { Call, ControllerClient } from '../../client/controller-client.js';
import type {
  BuildOptions,
  BuildRequest,
  BuildResponse,
  Init,
  StatusRequest,
  StatusResponse,
} from '../../protocol/messages.js';
import type { Trial } from '../trial/trial.js';
import { unaryEnding, type Ending } from './ending.js';
import { fixtureBuild } from './fixture-build.js';

/** A new session whose build has succeeded: programs run in its result. Gives its ref. */
export async function builtSession(trial: Trial, ref = trial.ref()): Promise<string> {
  await trial.client.build(trial.fixtures.builds.succeeds, { ref });
  return ref;
}

/** A new session whose only build failed before its first step: the cheapest session there is. Gives its ref. */
export async function failedSession(trial: Trial, ref = trial.ref()): Promise<string> {
  const options = fixtureBuild(trial, 'failsEarly');
  const ending = await buildEnding(trial, ref, options);
  trial.holds('a build that is made to fail does fail', ending.code !== 'OK', ending);
  return ref;
}

/** Builds as buildx does, Status and all, and gives how Build ended. */
export async function buildEnding(trial: Trial, ref: string, options: Init<BuildOptions>): Promise<Ending> {
  return unaryEnding(trial.client.build(options, { ref }));
}

/** A Build and the one Status that was opened for it, before it. */
export interface WatchedBuild {
  readonly ref: string;
  readonly build: Call<BuildRequest, BuildResponse>;
  readonly status: Call<StatusRequest, StatusResponse>;
}

export async function watchedBuild(
  trial: Trial,
  options: Init<BuildOptions>,
  { ref = trial.ref(), client = trial.client }: { readonly ref?: string; readonly client?: ControllerClient } = {},
): Promise<WatchedBuild> {
  const status = client.rpc.status({ ref });
  return { ref, status, build: await startBuild(client, ref, options) };
}

/**
 * A build in the middle of its long step, as what the step logs shows; it goes on until it is cancelled or ten seconds
 * have gone. There it has nothing more to say, and can be cancelled: some real servers die of it while progress is
 * under way (docs/real-controller.md §5.4).
 */
export async function longBuild(trial: Trial): Promise<WatchedBuild> {
  const ref = trial.ref();
  const status = trial.client.rpc.status({ ref });
  return inLongStep(trial, {
    ref,
    status,
    build: await startBuild(trial.client, ref, fixtureBuild(trial, 'takesLong')),
  });
}

/** The same in a session that was built before, where a Status that comes before Build may show the last build. */
export async function longRebuild(trial: Trial, ref: string): Promise<WatchedBuild> {
  const build = await startBuild(trial.client, ref, fixtureBuild(trial, 'takesLong'));
  // So does one that comes after Build, until the server has begun with that.
  for (;;) {
    const status = trial.client.rpc.status({ ref });
    await status.find(({ logs }) => logs.length > 0);
    if (build.ended !== undefined || !(await trial.endsSoon(status))) return inLongStep(trial, { ref, build, status });
  }
}

async function inLongStep(trial: Trial, watched: WatchedBuild): Promise<WatchedBuild> {
  const logged = await watched.status.find(({ logs }) => logs.length > 0);
  trial.holds('a build that takes long logs something', logged !== undefined, watched.build.ended);
  return watched;
}

/** A Build alone, as a call that can be looked at while it is open. */
export async function startBuild(
  client: ControllerClient,
  ref: string,
  options: Init<BuildOptions> | undefined,
): Promise<Call<BuildRequest, BuildResponse>> {
  const build = client.rpc.open('Build');
  await build.send({ ref, options });
  build.halfClose();
  return build;
}
