import { failureDetails } from '../../playback/results/failure-details.js';
import type { ErrorDetail } from '../../protocol/error-detail.js';
import type { PlannedVertex } from '../../playback/builds/graph.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { BuildErrorScript } from '../../scenarios/model/build-script.js';

/**
 * How a solve fails. BuildKit says what went wrong; `failed to solve: ` is put in front by its clients.
 * @param blame the details that say which lines of the Dockerfile are to blame
 */
export function solveFailure(
  script: BuildErrorScript | undefined,
  failed: PlannedVertex | undefined,
  blame: readonly ErrorDetail[] = [],
): RpcFailure {
  const message = script?.message ?? failed?.script.error ?? '';
  return new RpcFailure(message, script?.code ?? 'UNKNOWN', [...failureDetails(script, failed), ...blame]);
}

/** The failure of a recorded build, without what the controller, or its client, has added to BuildKit's. */
export function withoutController({ message, code, details }: RpcFailure): RpcFailure {
  return new RpcFailure(
    message.replace(/^failed to solve: /, ''),
    code,
    details.filter(({ typeUrl }) => !typeUrl.startsWith('github.com/docker/buildx/')),
  );
}
