import type { SolveDetail } from '../../protocol/detail-types.js';
import type { ErrorDetail } from '../../protocol/error-detail.js';
import { errorDetail } from '../../protocol/status-details.js';
import type { BuildErrorScript } from '../../scenarios/model/build-script.js';
import type { PlannedVertex } from '../builds/graph.js';

/**
 * The typed details of a build's error: those of the vertex that failed, and those that the script adds.
 * @param step what a client needs that debugs the step
 */
export function failureDetails(
  script: BuildErrorScript | undefined,
  failed: PlannedVertex | undefined,
  step?: SolveDetail,
): readonly ErrorDetail[] {
  return [
    ...(failed === undefined
      ? []
      : [
          errorDetail('github.com/moby/buildkit/errdefs.Vertex+json', { digest: failed.digest }),
          errorDetail('github.com/moby/buildkit/errdefs.Solve+json', {
            inputIDs: failed.inputs.map(({ digest }) => digest),
            mountIDs: [],
            // Clients before BuildKit 0.15 know no description, and can read nothing of a detail that has one.
            ...(step ?? { description: { 'llb.customname': failed.script.name } }),
          }),
          ...exitOf(failed.script.error ?? ''),
        ]),
    ...(script?.details ?? []).map(({ typeUrl, json }) => errorDetail(typeUrl, json)),
  ];
}

/** What the program of a step has exited with, as BuildKit tells it beside the text. */
function exitOf(error: string): readonly ErrorDetail[] {
  const [, code] = /did not complete successfully: exit code: (\d+)$/.exec(error) ?? [];
  if (code === undefined) return [];
  return [errorDetail('github.com/moby/buildkit/gatewayapi.ExitMessage+json', { Code: Number(code) })];
}
