import type { Metadata } from '../../client/connection.js';
import type { BuildKitMethodName, BuildKitRequest, BuildKitResponse } from '../../protocol/buildkit/service.js';
import type { Init } from '../../protocol/messages.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Build } from '../builds/build.js';
import { waitForBuild } from '../builds/wait-for-build.js';
import type { Life } from '../life.js';
import { type BuildKitCall, type Handler, requestOf } from './buildkit-call.js';

/** How long a call waits for its build to begin, in milliseconds. */
const patienceMs = 3000;

/** Serves an RPC of LLBBridge that has one request and one reply, for the build that it belongs to. */
export function ofBuild<N extends BuildKitMethodName>(
  answer: (
    build: Build,
    request: BuildKitRequest<N>,
    life: Life,
    call: BuildKitCall<N>,
  ) => Init<BuildKitResponse<N>> | Promise<Init<BuildKitResponse<N>>>,
): Handler<N> {
  return async (life, call, metadata) => {
    const build = await buildOf(life, call, metadata);
    if (build === undefined) return;
    await call.send(await answer(build, await requestOf(call), life, call));
  };
}

/**
 * The build that a call of LLBBridge is about, which may begin after it; undefined when the call was cancelled
 * meanwhile.
 * @throws RpcFailure when it names none, and when none has begun that its client drives
 */
export async function buildOf<N extends BuildKitMethodName>(
  life: Life,
  call: BuildKitCall<N>,
  metadata: Metadata,
): Promise<Build | undefined> {
  const ref = metadata['buildkit-controlapi-buildid']?.[0];
  try {
    if (typeof ref !== 'string' || ref === '') throw new RpcFailure('no buildid found in context');
    call.about(ref);
    return await waitForBuild(life, call, ref, patienceMs, (build) => build.takesCalls);
  } catch (error) {
    if (!(error instanceof RpcFailure)) throw error;
    const { message, code } = error;
    throw new RpcFailure(`forwarding ${call.method.slice('LLBBridge.'.length)}: ${message}`, code);
  }
}
