import { DockerfileError, prefixed } from './dockerfile-error.js';
import { dispatchStages } from './dispatch/dispatch-stages.js';
import { excludePatterns } from './patterns/exclude-patterns.js';
import { imageOf } from './image.js';
import { imageDigest } from '../scenarios/builders/sequences/digest-of.js';
import { parseStages } from './instructions/parse-stages.js';
import { lintDefaultBases } from './lint/lint-from.js';
import { lintInstruction } from './lint/lint-instruction.js';
import { parseLintOptions, type LintOptions } from './lint/lint-options.js';
import { lintStages } from './lint/lint-stages.js';
import { Linter } from './lint/linter.js';
import { complaints } from './lint/rules.js';
import { formatPlatform, parsePlatform, type Platform } from './references/platform.js';
import type { DockerfileRequest, ResolvedImage } from './request.js';
import { linesOf } from './source-range.js';
import { globalArgs, predefinedArgs } from './stages/global-args.js';
import { followPaths } from './stages/named-context.js';
import type { Planning } from './stages/planning.js';
import { resolveStages } from './stages/resolve-stages.js';
import { addDependencies, addStages, targetOf } from './stages/stage-graph.js';
import type { StageState } from './stages/stage-state.js';
import type { StepDetails } from './stages/step-details.js';
import { makeVertex } from './stages/vertex.js';
import { directiveOf } from './syntax/directives.js';
import { parseLines } from './syntax/parse-lines.js';

export interface PlanningOptions {
  /** Default: the builder's. */
  readonly platform?: Platform;
  readonly namesPlatforms?: boolean;
  readonly allStages?: boolean;
  /** Where it is noted what is read of the build context, from its root. */
  readonly contextPaths?: Set<string>;
  /** Is told what comes before the graph when that is done, before the instructions of stages are looked at. */
  readonly onResolved?: (before: readonly StepDetails[]) => void;
}

export interface Planned {
  readonly planning: Planning;
  readonly target: StageState;
  /** What comes before the graph. */
  readonly before: readonly StepDetails[];
}

/** How a request is linted. */
export function linterOf({ text, buildArgs = {} }: DockerfileRequest): Linter {
  const { BUILDKIT_DOCKERFILE_CHECK: given } = buildArgs;
  return new Linter(
    given === undefined
      ? prefixed('failed to parse check options', () => lintOptionsOf(text))
      : prefixed('failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK', () => parseLintOptions(given)),
  );
}

function lintOptionsOf(text: string): LintOptions {
  return parseLintOptions(directiveOf(text, 'check')?.value.split(' ')[0] ?? '');
}

/** What the builder runs on. */
export function builderOf({ buildPlatform = 'linux/amd64' }: DockerfileRequest): Platform {
  return parsePlatform(buildPlatform, { os: 'linux', architecture: 'amd64', variant: '' });
}

/** Plans a Dockerfile for one platform. */
export function planningFor(
  request: DockerfileRequest,
  linter: Linter,
  { platform, namesPlatforms = false, allStages = false, contextPaths = new Set(), onResolved }: PlanningOptions = {},
): Planned {
  const { text, target: targetName = '', buildArgs = {}, dockerignore = '' } = request;
  if (text === '') throw new DockerfileError('the Dockerfile cannot be empty');
  const written = parseLines(text);
  for (const line of written.emptyContinuations)
    linter.report('noEmptyContinuation', linesOf(line), complaints.noEmptyContinuation());
  const { stages, globalArgs: declared } = parseStages(written, (instruction, read) =>
    lintInstruction(linter, instruction, read),
  );
  lintStages(linter, stages);

  const { escape } = written;
  const buildPlatform = builderOf(request);
  const targetPlatform = platform ?? buildPlatform;
  const stageName = targetName === '' ? (stages.at(-1)?.from.name ?? '') : targetName;
  const predefined = predefinedArgs(buildPlatform, targetPlatform, stageName, buildArgs);
  ignoringErrors(() => lintDefaultBases(linter, stages, globalArgs(predefined, declared, {}, escape).values, escape));
  const { values, notes } = globalArgs(predefined, declared, buildArgs, escape);

  const before = new Map<string, StepDetails>();
  const excludes = excludePatterns(dockerignore);
  const planning: Planning = {
    request,
    buildArgs,
    linter,
    escape,
    buildPlatform,
    targetPlatform,
    namesPlatforms,
    globalArgs: values,
    globalNotes: notes,
    allStages,
    states: [],
    byName: new Map(),
    context: makeVertex('context', [], {
      name: '[internal] load build context',
      kind: 'context',
      local: {
        name: 'context',
        // Asked for when everything that reads it is known.
        get followPaths() {
          return followPaths(contextPaths);
        },
        excludePatterns: excludes,
      },
    }),
    contextPaths,
    excludes,
    resolveImage: (name, of) => (request.resolveImage ?? anyImage)(name, formatPlatform(of)),
    before: (step) => before.set(step.name, step),
  };
  addStages(planning, stages);
  const target = targetOf(planning);
  addDependencies(planning, stages);
  const needed = resolveStages(planning, target);
  onResolved?.([...before.values()]);
  dispatchStages(planning, needed);
  addLabels(target, request.labels ?? {});
  linter.failIfAsked();
  return { planning, target, before: [...before.values()] };
}

/** What is wrong with the defaults fails the build later on, unless build arguments mend it. */
function ignoringErrors(fn: () => void): void {
  try {
    fn();
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
  }
}

function addLabels(target: StageState, labels: Readonly<Record<string, string>>): void {
  if (target.image === undefined || Object.keys(labels).length === 0) return;
  const { config } = target.image;
  target.image = { ...target.image, config: { ...config, Labels: { ...config.Labels, ...labels } } };
}

/** Every image is there, with a shell and a digest that follows from its name. */
function anyImage(name: string, platform: string): ResolvedImage {
  const [os = '', architecture = '', variant = ''] = platform.split('/');
  const image = imageOf(
    { os, architecture, variant },
    {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      Cmd: ['/bin/sh'],
      WorkingDir: '/',
    },
  );
  return { digest: imageDigest(name), image };
}
