import type { gateway } from '../../protocol/buildkit/messages.js';
import type { BuildOptions, StatusResponse, StringMap } from '../../protocol/messages.js';
import { commandOf } from '../../playback/builds/command-of-step.js';
import { Performance, type Send } from '../../playback/builds/performance.js';
import type { Timeline } from '../../playback/builds/timeline.js';
import type { BuildResult } from '../../playback/results/build-result.js';
import { replayedEnd } from '../../playback/results/replayed-end.js';
import { contextCanceled, RpcFailure } from '../../playback/rpc-failure.js';
import { callBuild } from '../../playback/scripts/call-build.js';
import { defaultBuild, defaultGraph } from '../../playback/scripts/default-build.js';
import { filledIn } from '../../playback/scripts/filled-in.js';
import type { DockerfileScript } from '../../scenarios/model/dockerfile-script.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import { overDockerfile } from '../../playback/scripts/over-dockerfile.js';
import type { BuildScript, ImageScript } from '../../scenarios/model/build-script.js';
import type { RootFile } from '../../image/root-files.js';
import type { PlannedImage } from '../../dockerfile/plan.js';
import { ClientSide } from '../dockerfile/client-side.js';
import { frontendRequest } from '../dockerfile/frontend-request.js';
import { imageScript } from '../dockerfile/image-script.js';
import type { OwnBuild } from '../dockerfile/own-build.js';
import { frontendOf } from '../dockerfile/frontend-of.js';
import type { Life } from '../life.js';
import { failedStep, runIn } from '../results/failed-step.js';
import type { BuiltImages } from '../results/solved.js';
import type { Build } from './build.js';
import { importCaches } from '../caches/import-caches.js';
import { solveFailure, withoutController } from './failure.js';
import { chosenScript } from './chosen-script.js';

/** What a build that was played has come to. */
export interface Played {
  readonly options: BuildOptions;
  readonly image: ImageScript;
  /** What the client's Dockerfile makes; empty where a script says what is built. */
  readonly images: readonly PlannedImage[];
  /** The files that it puts into each of them. */
  readonly files: readonly (readonly RootFile[])[];
  /** The LLB of each of those images; undefined for one that has no files. */
  readonly definitions?: BuiltImages['definitions'];
  /** What the script says of the exporters' reply; of a function that was called, its answer. */
  readonly reply: StringMap;
  readonly result: BuildResult;
  readonly failure?: RpcFailure;
}

/**
 * Plays the script that answers a build, or the built-in build; its progress goes to the build's Status.
 * @throws RpcFailure when no script matches, and when the build is cancelled
 */
export async function playBuild(life: Life, build: Build, solve?: gateway.SolveRequest): Promise<Played> {
  const asked = frontendRequest(build.request, solve);
  const side = asked === undefined || build.request.session === '' ? undefined : new ClientSide(life, build, asked);
  const { found, options } = await chosenScript(life, build, solve, side);
  const tell = (message: StatusResponse): undefined => {
    life.cache.learn(message);
    build.feed.send(message);
  };
  const who = `build of ${JSON.stringify(build.ref)}`;
  const performance = new Performance(life, who, build.cancellation, tell);
  const cancelled = (): RpcFailure => {
    for (const message of performance.cancelled()) tell(message);
    return contextCanceled();
  };
  const filled = filledIn(found ?? defaultBuild, options);
  const { dockerfile: over, registries = {} } = filled;
  build.registries = registries;
  if (over !== undefined && side === undefined) throw refused(life, build, nothingToLieOver);
  const own =
    side !== undefined && (found === undefined || over !== undefined)
      ? await (await frontendOf(life)).ownBuild(life, build, side, options)
      : undefined;
  if (build.cancellation.cancelled) throw cancelled();
  const script = own === undefined ? callBuild(filled, options) : filled;
  const images = own?.plan?.images ?? [];
  const image = script.image ?? (images[0] === undefined ? defaultImage : imageScript(images[0].image));
  const platforms = Math.max(1, options.platforms.length);
  if (script.recorded !== undefined) {
    build.exportTold ||= tellsExport(script.recorded.messages.flatMap(({ vertices = [] }) => vertices));
    const rest = await performance.replay(script.recorded);
    if (build.cancellation.cancelled) throw cancelled();
    const end = replayedEnd(script.recorded, { ref: build.ref, image, platforms });
    await rest?.();
    const { result = unusable } = end;
    const files: Played['files'] = [];
    if (end.kind === 'failed')
      return { options, image, images, files, reply: {}, result, failure: withoutController(end.failure) };
    return { options, image, images, files, reply: end.reply, result };
  }
  const laid = own && ((vertices: readonly VertexScript[]) => laidOver(life, build, { ...own, vertices }, over));
  const vertices = laid?.(own?.vertices ?? []) ?? script.vertices ?? graphWithout(script, options);
  build.exportTold ||= tellsExport(vertices);
  const { work: theirs } = own ?? {};
  const work = theirs && {
    vertices: theirs.vertices,
    do: async (vertex: string, send: Send) => laid?.(await theirs.do(vertex, send)) ?? vertices,
  };
  if (script.error?.before === undefined && options.callFunc === undefined)
    await importCaches(life, build, options.cacheFrom);
  const timeline = await performance.play(vertices, script.logLimits, work);
  if (timeline === undefined) throw cancelled();
  const files = own?.files?.() ?? [];
  build.digests = [...build.digests, ...timeline.digests];
  const reply = own?.reply ?? script.reply ?? {};
  if (own?.failure !== undefined)
    return { options, image, images, files, reply, result: unusable, failure: own.failure };
  const { definitions = [] } = own ?? {};
  return {
    ...{ options, image, images, files, definitions, reply },
    ...outcomeOf(build, script, timeline, {
      image,
      options,
      own,
      native: life.character.platforms[0] ?? 'linux/amd64',
    }),
  };
}

const defaultImage: ImageScript = { cmd: ['/bin/sh'] };
const nothingToLieOver = new RpcFailure(
  "the script lies over the client's own Dockerfile, but that cannot be read: the build has no session, its context is a URL, or another frontend is asked",
  'FAILED_PRECONDITION',
);

/** Keeps in mind that what a script says does not fit the build. */
function refused(life: Life, build: Build, failure: RpcFailure): RpcFailure {
  life.scripts.refuse(`the build of session ${JSON.stringify(build.ref)}`);
  return failure;
}

/** The vertices of the client's Dockerfile, with what a script says of them. @throws RpcFailure when that does not fit */
function laidOver(
  life: Life,
  build: Build,
  { vertices, commands }: OwnBuild,
  over: DockerfileScript = {},
): readonly VertexScript[] {
  if (commands === undefined) return vertices;
  try {
    return overDockerfile(
      over,
      vertices.map((vertex, index) => {
        const command = commands[index];
        return { vertex, ...(command === undefined ? {} : { command }) };
      }),
    );
  } catch (error) {
    throw error instanceof RpcFailure ? refused(life, build, error) : error;
  }
}

function tellsExport(vertices: readonly { readonly name?: string }[]): boolean {
  return vertices.some(({ name = '' }) => name.startsWith('exporting to '));
}

const unusable: BuildResult = { state: 'unusable' };

/** The built-in graph; none for a build that is refused before it is solved. */
function graphWithout({ error }: BuildScript, options: BuildOptions): NonNullable<BuildScript['vertices']> {
  if (error?.before !== undefined) return [];
  // The exporters tell of themselves.
  return defaultGraph(options).filter(({ name }) => !name.startsWith('exporting to '));
}

function outcomeOf(
  build: Build,
  script: BuildScript,
  { failed }: Timeline,
  {
    image,
    options,
    own,
    native,
  }: {
    readonly image: ImageScript;
    readonly options: BuildOptions;
    readonly own?: OwnBuild | undefined;
    readonly native: string;
  },
): Pick<Played, 'result' | 'failure'> {
  const platforms = Math.max(1, options.platforms.length);
  const left = { image, platforms, ...(script.container && { containerFails: script.container.fails }) };
  if (script.error === undefined && failed === undefined) return { result: { state: 'succeeded', ...left } };
  const blame = own?.blame(failed?.script.name ?? '', failed?.script.error ?? '');
  const command = commandOf(failed?.script.name ?? '');
  const run = blame?.run ?? (command && runIn(command, image));
  if (run === undefined) return { failure: solveFailure(script.error, failed, blame), result: unusable };
  const result: BuildResult = { state: 'failed', step: run.args, ...left };
  const step = failedStep(build.make(result), run, options.platforms[0] ?? native);
  return { failure: solveFailure(script.error, failed, blame, step), result };
}
