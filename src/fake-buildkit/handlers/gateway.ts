import type { gateway } from '../../protocol/buildkit/messages.js';
import type { Init, StatusResponse } from '../../protocol/messages.js';
import { decodeStatusDetails, encodeStatusDetails } from '../../protocol/status-details.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Build } from '../builds/build.js';
import { playBuild } from '../builds/play-build.js';
import { gatewayCapabilities, llbCapabilities } from '../capabilities.js';
import type { Life } from '../life.js';
import { called, refOf, solved } from '../results/solved.js';
import { workerOf } from '../worker.js';
import { codeNamed } from '../code-named.js';

/** Serves LLBBridge.Ping: what clients may ask for. */
export function ping(_build: Build, _request: gateway.PingRequest, { character }: Life): Init<gateway.PongResponse> {
  return { frontendApiCaps: gatewayCapabilities, llbCaps: llbCapabilities, workers: [workerOf(character)] };
}

/**
 * Serves LLBBridge.Solve. A frontend's build is played; LLB alone is taken as done, since no script tells of it.
 */
export async function solveInBuild(
  build: Build,
  request: gateway.SolveRequest,
  life: Life,
): Promise<Init<gateway.SolveResponse>> {
  const response = await resultOf(build, request, life);
  if (request.final) build.return({ result: response.result ?? {} });
  return response;
}

async function resultOf(build: Build, request: gateway.SolveRequest, life: Life): Promise<Init<gateway.SolveResponse>> {
  if (request.frontend === '') {
    const id = build.make({ state: 'succeeded', image: { cmd: ['/bin/sh'] }, platforms: 1 });
    return request.allowResultReturn ? { result: { result: { kind: 'ref', value: refOf(id) } } } : { ref: id };
  }
  const { options, image, images, reply, result, failure } = await playBuild(life, build, request);
  if (failure !== undefined) throw failure;
  if (options.callFunc !== undefined) return { result: called(reply) };
  build.learn(options, reply);
  const id = build.make(result, options.platforms);
  if (!request.allowResultReturn) return { ref: id };
  return { result: solved(id, options, { image, images }, life.character.platforms[0] ?? 'linux/amd64') };
}

const noResult: gateway.Result = { metadata: {}, attestations: {} };

/** Serves LLBBridge.Return, which ends the build with a result or an error. */
export function returnResult(
  build: Build,
  { result = noResult, error }: gateway.ReturnRequest,
): Init<gateway.ReturnResponse> {
  if (error === undefined) build.return({ result });
  else {
    const { code, message, details } = decodeStatusDetails(encodeStatusDetails(error));
    build.return({ failure: new RpcFailure(message, codeNamed(code), details, { complete: true }) });
  }
  return {};
}

/** Serves LLBBridge.Evaluate: what was solved is there already. */
export function evaluate(build: Build, { ref }: gateway.EvaluateRequest): Init<gateway.EvaluateResponse> {
  if (ref !== '' && !build.made.has(ref)) throw new RpcFailure(`no such ref: ${ref}`);
  return {};
}

/** Serves LLBBridge.Inputs: the results of other builds that the client has given this one. */
export function inputs({ request }: Build): Init<gateway.InputsResponse> {
  return { definitions: request.frontendInputs };
}

/** Serves LLBBridge.Warn: the warning is told in the build's progress. */
export function warn(
  { feed }: Build,
  { digest, level, short, detail, url, info, ranges }: gateway.WarnRequest,
): Init<gateway.WarnResponse> {
  const warning = { vertex: digest, level, short, detail, url, ranges, ...(info === undefined ? {} : { info }) };
  const message: StatusResponse = { vertices: [], statuses: [], logs: [], warnings: [warning] };
  feed.send(message);
  return {};
}
