import { DockerfileError } from '../../dockerfile/dockerfile-error.js';
import type { DockerfilePlan, PlannedStep } from '../../dockerfile/plan.js';
import type { ErrorDetail } from '../../protocol/error-detail.js';
import type { BuildOptions } from '../../protocol/messages.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { VertexScript, WarningScript } from '../../scenarios/model/vertex-script.js';
import type { Build } from '../builds/build.js';
import type { Life } from '../life.js';
import { ClientDirectories } from './client-directories.js';
import { clientProblem } from './client-problem.js';
import { dockerfileRequest } from './dockerfile-request.js';
import type { FrontendRequest } from './frontend-request.js';
import { loadSteps } from './load-steps.js';
import { readDefinition, type Definition } from './read-definition.js';
import { stepsOfBuild } from './steps-of-build.js';
import { type ReadDockerfile, sourceDetail } from './source-details.js';
import { type StepOutcome, stepVertices } from './step-vertices.js';

/** A build as the client's own Dockerfile says it. */
export interface OwnBuild {
  readonly vertices: readonly VertexScript[];
  /** Why it fails when its vertices are done, or, where one of them fails, with it. */
  readonly failure?: RpcFailure;
  /** Undefined where there is no Dockerfile, or none that the frontend takes. */
  readonly plan?: DockerfilePlan;
  /** What is said of an error of that vertex. */
  readonly blame: (vertex: string) => Blame;
}

/** What is said of the failure of a vertex. */
export interface Blame {
  /** Which lines of the Dockerfile are to blame. */
  readonly details: readonly ErrorDetail[];
  /** Why the build fails, where that is more than the vertex' own error. */
  readonly message?: string;
}

const nobody = (): Blame => ({ details: [] });

/**
 * Reads the client's Dockerfile, and all that its steps need from the client. That is done before anything is played, so
 * that the time of what is played does not depend on the client's.
 */
export async function ownBuild(
  life: Life,
  build: Build,
  asked: FrontendRequest,
  options: BuildOptions,
): Promise<OwnBuild> {
  const directories = new ClientDirectories(life, build.request.session, asked.attrs, build.cancellation);
  let definition: Definition;
  try {
    definition = await readDefinition(directories, asked);
  } catch (error) {
    const { message, code } = clientProblem(error);
    const failure = new RpcFailure(`failed to read dockerfile: ${message}`, code);
    return { vertices: [definitionVertex(asked, { error: message })], failure, blame: nobody };
  }
  const { dockerfile, bytes } = definition;
  if (dockerfile === undefined) {
    const failure = new RpcFailure(`failed to read dockerfile: open ${asked.filename}: no such file or directory`);
    return { vertices: [definitionVertex(asked, { bytes })], failure, blame: nobody };
  }
  // Loaded when it is needed first, because most programs never do; time stands still meanwhile.
  const { planDockerfile } = await life.clock.hold(() => import('../../dockerfile/plan-dockerfile.js'));
  const native = life.character.platforms[0] ?? 'linux/amd64';
  let plan: DockerfilePlan;
  try {
    plan = planDockerfile(dockerfileRequest(asked, options, dockerfile, definition, native));
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    const details = error.locations.map((ranges) => sourceDetail(dockerfile, ranges));
    const failure = new RpcFailure(error.message, 'UNKNOWN', details);
    return { vertices: [definitionVertex(asked, { bytes })], failure, blame: nobody };
  }
  const steps = stepsOfBuild(plan.steps, build.ref);
  const first = steps.find(({ kind }) => kind === 'definition');
  const known = new Map<PlannedStep, StepOutcome>(first === undefined ? [] : [[first, { bytes }]]);
  const outcomes = await loadSteps(steps, known, { directories });
  const vertices = stepVertices(steps, (step) => outcomes.get(step) ?? {});
  const places = new Map(vertices.map(({ name }, index) => [name, steps[index]]));
  return {
    vertices: vertices.map((vertex, index) =>
      steps[index] === first ? { ...vertex, warnings: warningsOf(plan, dockerfile) } : vertex,
    ),
    plan,
    blame: (vertex) => {
      const step = places.get(vertex);
      if (step === undefined) return nobody();
      const { failure } = outcomes.get(step) ?? {};
      const details = step.location.length === 0 ? [] : [sourceDetail(dockerfile, step.location)];
      return { details, ...(failure === undefined ? {} : { message: failure }) };
    },
  };
}

function definitionVertex(
  { filename, dockerfileDirectory }: FrontendRequest,
  { bytes, error }: StepOutcome,
): VertexScript {
  return {
    name: `[internal] load build definition from ${filename}`,
    takes: 20,
    ...(bytes === undefined
      ? {}
      : { statuses: [{ id: `transferring ${dockerfileDirectory}:`, name: 'transferring', current: bytes }] }),
    ...(error === undefined ? {} : { error }),
  };
}

function warningsOf({ warnings }: DockerfilePlan, { filename, bytes }: ReadDockerfile): readonly WarningScript[] {
  const source = { filename, text: bytes.toString(), language: 'Dockerfile' };
  return warnings.map(({ level, short, detail, url, ranges }) => ({
    level,
    short,
    detail,
    ...(url === '' ? {} : { url }),
    source,
    ranges,
  }));
}
