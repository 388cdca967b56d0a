import { behaves } from '../../protocol/behaviour.js';
import type { BuildErrorScript } from '../../scenarios/model/build-script.js';
import type { Context } from '../context.js';
import { failureDetails } from '../../playback/results/failure-details.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { wording } from '../wording.js';
import type { PlannedVertex } from '../../playback/builds/graph.js';

/**
 * What a Build answers that fails, because its script says so or because a vertex failed (docs/real-controller.md
 * §5.3).
 */
export function buildFailure(
  context: Context,
  script: BuildErrorScript | undefined,
  failed: PlannedVertex | undefined,
): RpcFailure {
  const text = script?.message ?? failed?.script.error ?? '';
  const message = script?.before === undefined ? wrapped(text, context, failed) : text;
  return new RpcFailure(message, script?.code ?? 'UNKNOWN', failureDetails(script, failed));
}

export function cancelledBuild({ revision }: Context): RpcFailure {
  return new RpcFailure(
    behaves(revision, 'solveErrorsAreWrapped') ? wording.build.solveFailed('context canceled') : 'context canceled',
    'CANCELLED',
  );
}

/**
 * The error's text as the real server sends it. From 0.11 on it is bare. Before, an error of the frontend reaches the
 * client in two ways, and whichever comes first wins.
 */
function wrapped(text: string, context: Context, failed: PlannedVertex | undefined): string {
  if (!behaves(context.revision, 'solveErrorsAreWrapped')) return text;
  const { solveFailed, buildFunctionFailed } = wording.build;
  const inSolve = failed !== undefined || context.race([true, false]);
  return inSolve ? solveFailed(text) : buildFunctionFailed(text);
}
