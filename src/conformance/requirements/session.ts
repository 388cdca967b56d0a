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

/** Makes a new session whose build has succeeded, so that programs run in its result, and gives its ref. */
export async function builtSession(trial: Trial, ref = trial.ref()): Promise<string> {
  await trial.client.build(trial.fixtures.builds.succeeds, { ref });
  return ref;
}

/**
 * Makes a new session whose only build failed before its first step, which is the cheapest session there is, and gives
 * its ref.
 */
export async function failedSession(trial: Trial, ref = trial.ref()): Promise<string> {
  const options = fixtureBuild(trial, 'failsEarly');
  const ending = await buildEnding(trial, ref, options);
  trial.holds('a build that is made to fail does fail', ending.code !== 'OK', ending);
  return ref;
}

/** Builds as buildx does, Status and all, and tells how Build ended. */
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
 * Starts a build and waits until it is in its long step, as that step's log shows. It goes on until it is cancelled or
 * ten seconds have gone. There it has nothing more to say, so that it can be cancelled: some real servers die of that
 * while progress is under way (docs/real-controller.md §5.4).
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

/** Does the same in a session that was built before, where a Status that comes before Build may show the last build. */
export async function longRebuild(trial: Trial, ref: string): Promise<WatchedBuild> {
  const build = await startBuild(trial.client, ref, fixtureBuild(trial, 'takesLong'));
  // A Status that comes after Build may show the last build, too, until the server has begun with this one.
  for (;;) {
    const status = trial.client.rpc.status({ ref });
    await status.find(({ logs }) => logs.length > 0);
    if (build.ended !== undefined || !(await trial.endsSoon(status))) return inLongStep(trial, { ref, build, status });
    await trial.pause();
  }
}

async function inLongStep(trial: Trial, watched: WatchedBuild): Promise<WatchedBuild> {
  const logged = await watched.status.find(({ logs }) => logs.length > 0);
  trial.holds('a build that takes long logs something', logged !== undefined, watched.build.ended);
  return watched;
}

/** Starts a Build alone, as a call that can be looked at while it is open. */
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
