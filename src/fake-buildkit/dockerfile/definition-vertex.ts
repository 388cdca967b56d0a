import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import type { FrontendRequest } from './frontend-request.js';
import { type StepOutcome, transfer } from './step-vertices.js';

/** The vertex that loads the Dockerfile, of a build that gets no further. */
export function definitionVertex(
  { filename, dockerfileDirectory }: FrontendRequest,
  { bytes, error }: StepOutcome,
): VertexScript {
  return {
    name: `[internal] load build definition from ${filename}`,
    takes: 20,
    ...(bytes === undefined ? {} : { statuses: [transfer(dockerfileDirectory, bytes)] }),
    ...(error === undefined ? {} : { error }),
  };
}
