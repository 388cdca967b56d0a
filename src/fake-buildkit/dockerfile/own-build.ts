import { DockerfileError } from '../../dockerfile/dockerfile-error.js';
import { planDockerfile } from '../../dockerfile/plan-dockerfile.js';
import type { DockerfilePlan, PlannedStep } from '../../dockerfile/plan.js';
import { RefusedDockerfile } from '../../dockerfile/refused-dockerfile.js';
import type { BuildOptions, Definition as LlbDefinition, Init, StringMap } from '../../protocol/messages.js';
import type { Work } from '../../playback/builds/performance.js';
import type { ReceivedFile } from '../../session-tunnel/files/received-files.js';
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
import { ClientWork } from './client-work.js';
import { definitionVertex } from './definition-vertex.js';
import { dockerfileRequest } from './dockerfile-request.js';
import { dockerfileWarnings } from './dockerfile-warnings.js';
import { KeptFiles } from './kept-files.js';
import type { Definition } from './read-definition.js';
import { RootFileSystems } from './root-of-step.js';
import { type ReadDockerfile, sourceDetail } from './source-details.js';
import { StepLoader } from './step-loader.js';
import { isBeforeGraph, stepVertices } from './step-vertices.js';
import { digestOfBuild, stepsOfBuild } from './steps-of-build.js';
import { answerSubrequest, needsDockerfileAlone } from './subrequests.js';

/** A build as the client's own Dockerfile says it. */
export interface OwnBuild {
  /** As they are known before the first one starts. */
  readonly vertices: readonly VertexScript[];
  /** What is asked of the client while they are played; absent where nothing is. */
  readonly work?: Work;
  /** What each vertex runs, where it runs something; empty where no script lies over the vertices. */
  readonly commands?: readonly (string | undefined)[];
  /** Why it fails when its vertices are done. */
  readonly failure?: RpcFailure;
  /** Undefined where there is no Dockerfile, or none that the frontend takes. */
  readonly plan?: DockerfilePlan;
  /** The files that it puts into each image of the plan, once it is played. */
  readonly files?: () => readonly (readonly RootFile[])[];
  /** The LLB of each image of the plan; undefined for one that has no files. */
  readonly definitions?: readonly (Init<LlbDefinition> | undefined)[];
  /** The answer where something else is asked of the Dockerfile than to build it. */
  readonly reply?: StringMap;
  /** What is said of an error of that vertex. */
  readonly blame: (vertex: string, error: string) => Blame;
}

/**
 * Reads the client's Dockerfile, and what else is read before the graph is known. That is done before anything is played;
 * what the steps need from the client is asked for when they start.
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
    const { steps, warnings } = error.before;
    const vertices = told(await loaded(build, side, definition, steps), dockerfile, warnings);
    return { vertices, failure, blame: nobody };
  }
}

/** Loads what is read before the graph is known. */
async function loaded(
  build: Build,
  { directories }: ClientSide,
  { bytes }: Definition,
  planned: readonly PlannedStep[],
  kept?: KeptFiles,
): Promise<{ readonly steps: readonly PlannedStep[]; readonly loader: StepLoader }> {
  const steps = stepsOfBuild(planned, build.ref);
  const take = kept && ((file: ReceivedFile, step: string) => kept.take(file, step));
  const loader = new StepLoader(steps, { directories, take });
  const [definition] = steps.filter(isDefinition);
  if (definition !== undefined) loader.know(definition, { bytes });
  for (const step of steps.filter(isBeforeGraph)) if ((await loader.load(step)).error !== undefined) break;
  return { steps, loader };
}

const isDefinition = ({ kind }: PlannedStep): boolean => kind === 'definition';

/** The vertices of steps; the frontend's warnings belong to the first one. */
function told(
  { steps, loader }: { readonly steps: readonly PlannedStep[]; readonly loader: StepLoader },
  dockerfile: ReadDockerfile,
  heard: DockerfilePlan['warnings'],
): readonly VertexScript[] {
  const first = steps.findIndex(isDefinition);
  const warnings = dockerfileWarnings(heard, dockerfile);
  return stepVertices(steps, (step) => loader.outcomeOf(step)).map((vertex, index) =>
    index === first ? { ...vertex, warnings } : vertex,
  );
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
    const vertices = told(await loaded(build, side, definition, error.before.steps), dockerfile, []);
    return { vertices, reply, blame: nobody };
  }
  const denied = reply === undefined ? firstDenied(build, plan) : undefined;
  const graphless = { steps: plan.steps.filter(isBeforeGraph), warnings: reply === undefined ? plan.warnings : [] };
  const wanted = reply === undefined && denied === undefined ? plan : graphless;
  const kept = isExported(build.request) ? new KeptFiles() : undefined;
  const { steps, loader } = await loaded(build, side, definition, wanted.steps, kept);
  const known = (): readonly VertexScript[] => told({ steps, loader }, dockerfile, wanted.warnings);
  const vertices = known();
  if (denied !== undefined) {
    const failure = new RpcFailure(`failed to load LLB: ${denied} is not allowed`);
    return { vertices, failure, blame: nobody };
  }
  const commands = steps.map(({ command }) => command);
  const places = new Map(
    vertices.flatMap(({ name }, index) => steps.slice(index, index + 1).map((step) => [name, step])),
  );
  return {
    vertices,
    work: new ClientWork(life.clock, loader, places, known),
    plan,
    ...(kept !== undefined && { files: () => filesOfImages(life, build, plan, steps, kept) }),
    definitions: plan.images.map(({ step }) =>
      step === undefined ? undefined : definitionOfSteps(plan.steps, step, dockerfile),
    ),
    ...(reply === undefined ? { commands } : { reply }),
    blame: (vertex, problem) => {
      const step = places.get(vertex);
      if (step === undefined) return nobody();
      const { failure: more, error } = loader.outcomeOf(step);
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
