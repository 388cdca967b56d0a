import { DockerfileError, prefixed } from './dockerfile-error.js';
import { emptyImage } from './image.js';
import { frontendSteps } from './frontend-steps.js';
import type { Linter } from './lint/linter.js';
import { warningsOf } from './lint/warnings.js';
import type { DockerfilePlan, PlannedImage, PlannedStep } from './plan.js';
import { builderOf, linterOf, planningFor, type Planned } from './planning-for.js';
import { formatPlatform, normalPlatform, parsePlatform, type Platform } from './references/platform.js';
import { RefusedDockerfile } from './refused-dockerfile.js';
import type { DockerfileRequest } from './request.js';
import { followPaths } from './stages/named-context.js';
import type { StepDetails } from './stages/step-details.js';
import { inOrder, makeVertex, type Vertex } from './stages/vertex.js';

/**
 * Says which steps BuildKit's Dockerfile frontend would run, and what comes out of them. Nothing is run or read.
 *
 * @throws DockerfileError for what the frontend refuses, with its text
 * @example planDockerfile({ text: 'FROM alpine\nRUN make' }).steps.map(({ name }) => name)
 * @since 0.1.0
 */
export function planDockerfile(request: DockerfileRequest): DockerfilePlan {
  const frontend = frontendSteps(request);
  const linter = linterOf(request);
  const platforms = requestedPlatforms(request);
  const namesPlatforms = namesOf(request, platforms.length);
  // Platforms share the build context, so that what any of them reads is loaded.
  const contextPaths = new Set<string>();
  const plans = (platforms.length === 0 ? [undefined] : platforms).map((platform, index) => {
    // Of several platforms, the first one is linted.
    const heard: Linter = index === 0 ? linter : linterOf(request);
    const options = platform === undefined ? { namesPlatforms } : { platform, namesPlatforms };
    let steps: readonly Vertex[] = beforeGraph(request, [], frontend).filter(
      ({ details }) => details.kind !== 'dockerignore',
    );
    const onResolved = (before: readonly StepDetails[]): void => {
      steps = beforeGraph(request, before, frontend);
    };
    try {
      return planningFor(request, heard, { ...options, contextPaths, onResolved });
    } catch (error) {
      if (!(error instanceof DockerfileError)) throw error;
      const before = { steps: steps.map((vertex) => stepOf(vertex, new Map())), warnings: warningsOf(linter) };
      throw new RefusedDockerfile(error, before);
    }
  });
  const [first] = plans;
  if (first === undefined) throw new DockerfileError('the Dockerfile cannot be empty');
  const vertices = allVertices(request, frontend, plans);
  const places = new Map(vertices.map(({ digest }, index) => [digest, index]));
  return {
    steps: vertices.map((vertex) => stepOf(vertex, places)),
    images: plans.map((plan) => imageOf(plan, places)),
    needsContext: vertices.some(({ details }) => details.kind === 'context'),
    contextPaths: followPaths(contextPaths),
    excludePatterns: first.planning.excludes,
    warnings: warningsOf(linter),
  };
}

function requestedPlatforms(request: DockerfileRequest): readonly Platform[] {
  const builder = builderOf(request);
  return (request.platforms ?? []).map((platform) =>
    prefixed(`failed to parse target platform ${platform}`, () => normalPlatform(parsePlatform(platform, builder))),
  );
}

function namesOf({ multiPlatform, buildArgs = {} }: DockerfileRequest, platforms: number): boolean {
  const { BUILDKIT_MULTI_PLATFORM: given = '' } = buildArgs;
  if (given !== '' && !/^([01tf]|true|false)$/i.test(given))
    throw new DockerfileError(`invalid boolean value for multi-platform: ${given}`);
  const asked = given === '' ? multiPlatform : /^(1|t|true)$/i.test(given);
  if (asked === false && platforms > 1)
    throw new DockerfileError('conflicting config: returning multiple target platforms is not allowed');
  return asked ?? platforms > 1;
}

/** All vertices in order; what several platforms have in common is there once. */
function allVertices(
  request: DockerfileRequest,
  frontend: readonly StepDetails[],
  plans: readonly Planned[],
): readonly Vertex[] {
  const before = beforeGraph(
    request,
    plans.flatMap((plan) => plan.before),
    frontend,
  );
  const vertices = [...before, ...plans.flatMap(({ target }) => inOrder(target.vertex))];
  const known = new Map<string, Vertex>();
  for (const vertex of vertices) if (!known.has(vertex.digest)) known.set(vertex.digest, vertex);
  return [...known.values()];
}

/** What the frontend reads before it knows the graph. */
function beforeGraph(
  request: DockerfileRequest,
  images: readonly StepDetails[],
  frontend: readonly StepDetails[],
): readonly Vertex[] {
  const { filename = 'Dockerfile' } = request;
  const definition: StepDetails = {
    name: `[internal] load build definition from ${filename}`,
    kind: 'definition',
    local: { name: 'dockerfile', followPaths: definitionPaths(filename), excludePatterns: [] },
  };
  const ignore: StepDetails = {
    name: '[internal] load .dockerignore',
    kind: 'dockerignore',
    local: { name: 'context', followPaths: ['.dockerignore'], excludePatterns: [] },
  };
  return [definition, ...frontend, ...images, ...(request.hasOwnDockerignore ? [] : [ignore])].map((step) =>
    makeVertex(step.name, [], step),
  );
}

function definitionPaths(filename: string): readonly string[] {
  const lower = filename.replace(/[^/]*$/, (base) => base.toLowerCase());
  return [filename, `${filename}.dockerignore`, ...(/(^|\/)Dockerfile$/.test(filename) ? [lower] : [])];
}

function stepOf({ digest, inputs, details }: Vertex, places: ReadonlyMap<string, number>): PlannedStep {
  const { stage = '', location = [], noCache = false, run, local, ...rest } = details;
  return {
    ...rest,
    digest,
    inputs: inputs.flatMap((input) => places.get(input.digest) ?? []),
    stage,
    location,
    noCache,
    ...(run === undefined ? {} : { run, command: run.args.join(' ') }),
    ...(local === undefined ? {} : { local: { ...local } }),
  };
}

function imageOf({ planning, target }: Planned, places: ReadonlyMap<string, number>): PlannedImage {
  const platform = planning.targetPlatform;
  const step = target.vertex === undefined ? undefined : places.get(target.vertex.digest);
  const { variant, ...image } = target.image ?? emptyImage(platform);
  const { os, architecture } = platform;
  const kept =
    platform.variant === '' && os === image.os && architecture === image.architecture ? variant : platform.variant;
  return {
    platform: formatPlatform(platform),
    image: { ...image, os, architecture, ...(kept === undefined || kept === '' ? {} : { variant: kept }) },
    ...(step === undefined ? {} : { step }),
  };
}
