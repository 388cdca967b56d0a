import { failureDetails } from '../../playback/results/failure-details.js';
import type { SolveDetail } from '../../protocol/detail-types.js';
import type { Blame } from '../dockerfile/blame.js';
import type { PlannedVertex } from '../../playback/builds/graph.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { BuildErrorScript } from '../../scenarios/model/build-script.js';

/**
 * How a solve fails. BuildKit says what went wrong; `failed to solve: ` is put in front by its clients.
 * @param blame what the client's Dockerfile says of it
 * @param step what is told of the step, for those who debug it
 */
export function solveFailure(
  script: BuildErrorScript | undefined,
  failed: PlannedVertex | undefined,
  { details, message: more }: Blame = { details: [] },
  step?: SolveDetail,
): RpcFailure {
  const message = script?.message ?? more ?? failed?.script.error ?? '';
  return new RpcFailure(message, script?.code ?? 'UNKNOWN', [...failureDetails(script, failed, step), ...details]);
}

/** The failure of a recorded build, without what the controller, or its client, has added to BuildKit's. */
export function withoutController({ message, code, details }: RpcFailure): RpcFailure {
  return new RpcFailure(
    message.replace(/^failed to solve: /, ''),
    code,
    details.filter(({ typeUrl }) => !typeUrl.startsWith('github.com/docker/buildx/')),
  );
}
