import { DockerfileError } from '../../dockerfile/dockerfile-error.js';
import { planDockerfile } from '../../dockerfile/plan-dockerfile.js';
import type { DockerfilePlan, PlannedStep } from '../../dockerfile/plan.js';
import { RefusedDockerfile } from '../../dockerfile/refused-dockerfile.js';
import type { BuildOptions, Definition as LlbDefinition, Init, StringMap } from '../../protocol/messages.js';
import { definitionOfSteps } from '../results/definition-of-steps.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import type { RootFile } from '../../image/root-files.js';
import type { control } from '../../protocol/buildkit/messages.js';
import { exportersIn } from '../exporters/requested-exporters.js';
import type { Build } from '../builds/build.js';
import type { Life } from '../life.js';
import { type Blame, nobody } from './blame.js';
import { clientProblem } from './client-problem.js';
import type { ClientSide } from './client-side.js';
import { definitionVertex } from './definition-vertex.js';
import { dockerfileRequest } from './dockerfile-request.js';
import { dockerfileWarnings } from './dockerfile-warnings.js';
import { KeptFiles } from './kept-files.js';
import { loadSteps } from './load-steps.js';
import type { Definition } from './read-definition.js';
import { RootFileSystems } from './root-of-step.js';
import { type ReadDockerfile, sourceDetail } from './source-details.js';
import { isBeforeGraph, type StepOutcome, stepVertices } from './step-vertices.js';
import { digestOfBuild, stepsOfBuild } from './steps-of-build.js';
import { answerSubrequest, needsDockerfileAlone } from './subrequests.js';

/** A build as the client's own Dockerfile says it. */
export interface OwnBuild {
  readonly vertices: readonly VertexScript[];
  /** What each vertex runs, where it runs something; empty where no script lies over the vertices. */
  readonly commands?: readonly (string | undefined)[];
  /** Why it fails when its vertices are done. */
  readonly failure?: RpcFailure;
  /** Undefined where there is no Dockerfile, or none that the frontend takes. */
  readonly plan?: DockerfilePlan;
  /** The files that it puts into each image of the plan. */
  readonly files?: readonly (readonly RootFile[])[];
  /** The LLB of each image of the plan; undefined for one that has no files. */
  readonly definitions?: readonly (Init<LlbDefinition> | undefined)[];
  /** The answer where something else is asked of the Dockerfile than to build it. */
  readonly reply?: StringMap;
  /** What is said of an error of that vertex. */
  readonly blame: (vertex: string, error: string) => Blame;
}

/**
 * Reads the client's Dockerfile, and all that its steps need from the client. That is done before anything is played, so
 * that the time of what is played does not depend on the client's.
 */
export async function ownBuild(life: Life, build: Build, side: ClientSide, options: BuildOptions): Promise<OwnBuild> {
  const { asked } = side;
  let definition: Definition;
  try {
    definition = await side.definition();
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
  try {
    return await planned(life, build, side, options, { ...definition, dockerfile });
  } catch (error) {
    const failure = refusal(error, dockerfile);
    if (!(error instanceof RefusedDockerfile))
      return { vertices: [definitionVertex(asked, { bytes })], failure, blame: nobody };
    const { told } = await loaded(build, side, { ...definition, dockerfile }, error.before);
    return { vertices: told, failure, blame: nobody };
  }
}

/** Loads what steps load, and tells their vertices; the frontend's warnings belong to the first one. */
async function loaded(
  build: Build,
  { directories }: ClientSide,
  { dockerfile, bytes }: Definition & { readonly dockerfile: ReadDockerfile },
  { steps: planned, warnings }: Pick<DockerfilePlan, 'steps' | 'warnings'>,
  kept?: KeptFiles,
): Promise<{
  readonly steps: readonly PlannedStep[];
  readonly outcomes: ReadonlyMap<PlannedStep, StepOutcome>;
  readonly told: readonly VertexScript[];
}> {
  const steps = stepsOfBuild(planned, build.ref);
  const first = steps.find(({ kind }) => kind === 'definition');
  const known = new Map<PlannedStep, StepOutcome>(first === undefined ? [] : [[first, { bytes }]]);
  const outcomes = await loadSteps(steps, known, {
    directories,
    ...(kept !== undefined && { take: (file, step) => kept.take(file, step) }),
  });
  const heard = dockerfileWarnings(warnings, dockerfile);
  const told = stepVertices(steps, (step) => outcomes.get(step) ?? {}).map((vertex, index) =>
    steps[index] === first ? { ...vertex, warnings: heard } : vertex,
  );
  return { steps, outcomes, told };
}

async function planned(
  life: Life,
  build: Build,
  side: ClientSide,
  options: BuildOptions,
  definition: Definition & { readonly dockerfile: ReadDockerfile },
): Promise<OwnBuild> {
  const { asked } = side;
  const { dockerfile, bytes } = definition;
  const native = life.character.platforms[0] ?? 'linux/amd64';
  const request = dockerfileRequest(asked, options, dockerfile, definition, native);
  const { requestid: id } = asked.attrs;
  const reply = id === undefined ? undefined : answerSubrequest(id, request);
  if (reply !== undefined && needsDockerfileAlone(id ?? ''))
    return { vertices: [definitionVertex(asked, { bytes })], reply, blame: nobody };

  let plan: DockerfilePlan;
  try {
    plan = planDockerfile(request);
  } catch (error) {
    if (reply === undefined || !(error instanceof RefusedDockerfile)) throw error;
    // The answer tells why it is refused.
    const done = { ...error.before, warnings: [] };
    return { vertices: (await loaded(build, side, definition, done)).told, reply, blame: nobody };
  }
  const denied = reply === undefined ? firstDenied(build, plan) : undefined;
  const graphless = { steps: plan.steps.filter(isBeforeGraph), warnings: reply === undefined ? plan.warnings : [] };
  const wanted = reply === undefined && denied === undefined ? plan : graphless;
  const kept = isExported(build.request) ? new KeptFiles() : undefined;
  const { steps, outcomes, told: vertices } = await loaded(build, side, definition, wanted, kept);
  if (denied !== undefined) {
    const failure = new RpcFailure(`failed to load LLB: ${denied} is not allowed`);
    return { vertices, failure, blame: nobody };
  }
  const commands = steps.map(({ command }) => command);
  const places = new Map(vertices.map(({ name }, index) => [name, steps[index]]));
  return {
    vertices,
    plan,
    ...(kept !== undefined && { files: filesOfImages(life, build, plan, steps, kept) }),
    definitions: plan.images.map(({ step }) =>
      step === undefined ? undefined : definitionOfSteps(plan.steps, step, dockerfile),
    ),
    ...(reply === undefined ? { commands } : { reply }),
    blame: (vertex, problem) => {
      const step = places.get(vertex);
      if (step === undefined) return nobody();
      const { failure: more, error } = outcomes.get(step) ?? {};
      // A script may have laid another error over it.
      const failure = error === problem ? more : undefined;
      const details = step.location.length === 0 ? [] : [sourceDetail(dockerfile, step.location)];
      const { run } = step;
      return { details, ...(failure !== undefined && { message: failure }), ...(run !== undefined && { run }) };
    },
  };
}

/** Whether anybody gets the files of a build. */
function isExported(request: control.SolveRequest): boolean {
  return exportersIn(request).length > 0 || (request.cache?.exports.length ?? 0) > 0;
}

function filesOfImages(
  life: Life,
  { ref }: Build,
  plan: DockerfilePlan,
  steps: readonly PlannedStep[],
  kept: KeptFiles,
): readonly (readonly RootFile[])[] {
  kept.complete();
  if (kept.isTooMuch) life.journal.note('the client sent too much to keep: no image has files of it', ref);
  const roots = new RootFileSystems(steps, (step) => kept.tree(step));
  return plan.images.map(({ step }) => {
    const digest = plan.steps[step ?? -1]?.digest ?? '';
    const last = steps.find((one) => one.digest === digest || one.digest === digestOfBuild(digest, ref));
    return [...roots.after(last?.digest ?? '')].map(([path, file]) => ({ path, ...file }));
  });
}

/** What a step needs that the client has not allowed. */
function firstDenied({ request }: Build, { steps }: DockerfilePlan): string | undefined {
  return steps.flatMap(({ run }) => run?.entitlements ?? []).find((needed) => !request.entitlements.includes(needed));
}

/** How a build fails that the frontend refuses. @throws what is no refusal */
function refusal(error: unknown, dockerfile: ReadDockerfile): RpcFailure {
  if (error instanceof RpcFailure) return error;
  if (!(error instanceof DockerfileError)) throw error;
  const details = error.locations.map((ranges) => sourceDetail(dockerfile, ranges));
  return new RpcFailure(error.message, 'UNKNOWN', details);
}
