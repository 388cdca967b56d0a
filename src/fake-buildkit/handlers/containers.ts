import type { gateway } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { BuildResult } from '../../playback/results/build-result.js';
import type { Build } from '../builds/build.js';
import { Running } from '../builds/running.js';
import { goQuote } from '../../words/go-quote.js';
import { madeOf } from '../results/made-of.js';

/** Serves LLBBridge.NewContainer: what is mounted on `/` decides which image and which files processes find. */
export function newContainer(
  build: Build,
  { containerId, mounts }: gateway.NewContainerRequest,
): Init<gateway.NewContainerResponse> {
  const unknown = mounts.find(({ resultId }) => resultId !== '' && !build.made.has(resultId));
  if (unknown !== undefined) {
    const { resultId, dest } = unknown;
    const what = `failed to find ref ${resultId} for ${goQuote(dest)} mount`;
    throw new RpcFailure(`${what}: return reference ${resultId} not found`);
  }
  const root = mounts.find(({ dest }) => dest === '/');
  const id = root?.resultId ?? '';
  const result = id === '' ? emptyImage : madeOf(build, id).result;
  if (result.state === 'unusable') throw new RpcFailure('no such result: the build failed before any step');
  if (result.containerFails !== undefined) throw new RpcFailure(result.containerFails);
  if (build.containers.has(containerId))
    throw new RpcFailure(`Container ${containerId} already exists`, 'ALREADY_EXISTS');
  build.containers.set(containerId, new Running(result));
  return {};
}

const emptyImage: BuildResult = { state: 'succeeded', image: {}, platforms: 1 };

/** Serves LLBBridge.ReleaseContainer, which kills what runs in it. */
export function releaseContainer(
  build: Build,
  { containerId }: gateway.ReleaseContainerRequest,
): Init<gateway.ReleaseContainerResponse> {
  const running = build.containers.get(containerId);
  if (running === undefined) throw new RpcFailure(`container details for ${containerId} not found`);
  build.containers.delete(containerId);
  running.killAll();
  return {};
}
