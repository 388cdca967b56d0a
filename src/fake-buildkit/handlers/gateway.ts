import type { gateway } from '../../protocol/buildkit/messages.js';
import type { Init, StatusResponse } from '../../protocol/messages.js';
import { decodeStatusDetails, encodeStatusDetails } from '../../protocol/status-details.js';
import type { BuildResult } from '../../playback/results/build-result.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { Build } from '../builds/build.js';
import { playBuild } from '../builds/play-build.js';
import { gatewayCapabilities, llbCapabilities } from '../capabilities.js';
import type { Life } from '../life.js';
import { definitionProblem } from '../refusals/definition-problem.js';
import { refuse } from '../refusals/refuse.js';
import { frontendProblem } from '../refusals/solve-problem.js';
import { madeOf } from '../results/made-of.js';
import { called, definitionsIn, refOf, solved } from '../results/solved.js';
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
  refuse(frontendProblem(request));
  if (request.frontend === '') {
    const { definition } = request;
    if (definition === undefined || definition.def.length === 0)
      return request.allowResultReturn ? { result: called({}) } : { ref: '' };
    const problem = definitionProblem(definition);
    // LLB is looked into when its result is asked for.
    const known = problem === undefined ? life.definitions.find(definition) : undefined;
    const { result = plain, failure = problem === undefined ? undefined : new RpcFailure(problem) } = known ?? {};
    if (request.evaluate && failure !== undefined) throw failure;
    const id = build.make(result, [], { failure });
    return request.allowResultReturn
      ? { result: { result: { kind: 'ref', value: refOf(id, definition) } } }
      : { ref: id };
  }
  const played = await playBuild(life, build, request);
  const { options, image, images, files, definitions = [], reply, result, failure } = played;
  // What a step makes is looked at when its result is asked for: so clients can debug it.
  if (failure !== undefined && (request.evaluate || result.state === 'unusable')) throw failure;
  if (options.callFunc !== undefined) return { result: called(reply) };
  build.learn(options, reply);
  const id = build.make(result, options.platforms, { files, failure });
  if (!request.allowResultReturn) return { ref: id };
  const native = life.character.platforms[0] ?? 'linux/amd64';
  const whole = solved(id, options, { image, images, definitions }, native);
  for (const definition of definitionsIn(whole)) life.definitions.learn(definition, { result, failure });
  return { result: whole };
}

/** What comes of LLB that no build has told of. */
const plain: BuildResult = { state: 'succeeded', image: { cmd: ['/bin/sh'] }, platforms: 1 };

const noResult: gateway.Result = { metadata: {}, attestations: {} };

/** Serves LLBBridge.Return, which ends the build with a result or an error. */
export function returnResult(build: Build, { result, error }: gateway.ReturnRequest): Init<gateway.ReturnResponse> {
  if (result === undefined && error === undefined) refuse('gateway return must be either result or err');
  const unknown = error === undefined ? refsIn(result).find((ref) => ref !== '' && !build.made.has(ref)) : undefined;
  if (unknown !== undefined) refuse(`return reference ${unknown} not found`);
  if (build.hasReturned) refuse('gateway result is already set');
  if (error === undefined) {
    const failure = refsIn(result).flatMap((ref) => build.made.get(ref)?.failure ?? [])[0];
    build.return(failure === undefined ? { result: result ?? noResult } : { failure });
  } else {
    const { code, message, details } = decodeStatusDetails(encodeStatusDetails(error));
    build.return({ failure: new RpcFailure(message, codeNamed(code), details, { complete: true }) });
  }
  return {};
}

function refsIn(result: gateway.Result | undefined): readonly string[] {
  const refs = result?.result;
  switch (refs?.kind) {
    case 'refDeprecated':
      return [refs.value];
    case 'refsDeprecated':
      return Object.values(refs.value.refs);
    case 'ref':
      return [refs.value.id];
    case 'refs':
      return Object.values(refs.value.refs).map(({ id }) => id);
    case undefined:
      return [];
    default:
      return refs satisfies never;
  }
}

/** Serves LLBBridge.Evaluate: what was solved is there already. */
export function evaluate(build: Build, { ref }: gateway.EvaluateRequest): Init<gateway.EvaluateResponse> {
  madeOf(build, ref);
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
