import type { StatusResponse } from '../../protocol/messages.js';
import { usedOnce } from '../../recorder/used-once.js';
import type { BuildErrorScript, BuildMatch, BuildScript } from '../model/build-script.js';
import type { RecordedError } from '../model/recorded-build.js';
import type { StringMap } from '../../protocol/messages.js';
import { graphScript } from './graph-script.js';
import { recordedScript } from './recorded-script.js';
import { seenBuild, type SeenBuild } from './seen-build.js';

/** What is known of a build that ran. */
export interface ToldBuild {
  readonly name?: string;
  readonly when?: BuildMatch;
  /** What Status said; a log that people read has been made into what it tells of each vertex. */
  readonly progress: readonly StatusResponse[] | SeenBuild;
  /** How it failed, where that is told apart from its vertices. */
  readonly error?: BuildErrorScript;
  /** What the exporters said. */
  readonly reply?: StringMap;
  /** What was guessed, or left out. */
  readonly notes: readonly string[];
}

/** A script, and what it does not say of its build. */
export interface ImportedScript {
  readonly script: BuildScript;
  readonly notes: readonly string[];
}

/** Makes the script that plays a build: a graph, or with `exact` each message as it was. */
export function scriptOf(told: ToldBuild, exact: boolean): ImportedScript {
  const { name, when, progress, notes } = told;
  const known = { ...(name !== undefined && { name }), ...(when !== undefined && { when }) };
  if (exact && !('vertices' in progress)) return { script: { ...known, ...exactly(told, progress) }, notes };
  const seen = 'vertices' in progress ? progress : seenBuild(progress);
  const graph = graphScript(seen);
  const message = told.error?.message ?? graph.failed?.error;
  const error = errorOf(told, seen, message, graph.failed !== undefined);
  return {
    script: {
      ...known,
      vertices: graph.vertices,
      ...(error !== undefined && { error }),
      ...(isLoud(seen) && { logLimits: { size: -1, speed: -1 } }),
    },
    notes: [...notes, ...graph.notes],
  };
}

/** Scripts in order; of those that answer the same requests, each but the last answers once. */
export function inOrder(scripts: readonly BuildScript[]): readonly BuildScript[] {
  return usedOnce(scripts);
}

/** What the vertices do not tell: a failure of the build alone, or details such as the place in the Dockerfile. */
function errorOf(
  { error }: ToldBuild,
  { vertices }: SeenBuild,
  message: string | undefined,
  failed: boolean,
): BuildErrorScript | undefined {
  if (error !== undefined) {
    const says = !failed || (error.details ?? []).length > 0 || (error.code ?? 'UNKNOWN') !== 'UNKNOWN';
    return says && message !== undefined ? { ...error, message } : undefined;
  }
  const gaveUp = !failed && vertices.find(({ error: text }) => text !== '');
  return gaveUp ? { message: 'context canceled', code: 'CANCELLED' } : undefined;
}

function exactly({ error, reply }: ToldBuild, messages: readonly StatusResponse[]): Pick<BuildScript, 'recorded'> {
  const vertices = messages.flatMap((message) => message.vertices);
  const failed = vertices.find(({ error: text }) => text !== '' && !text.endsWith('context canceled'));
  const gaveUp = vertices.find(({ error: text }) => text !== '');
  const text = error?.message ?? failed?.error ?? gaveUp?.error;
  const failure: RecordedError | undefined =
    text === undefined
      ? undefined
      : {
          message: text,
          code: error?.code ?? (failed === undefined && error === undefined ? 'CANCELLED' : 'UNKNOWN'),
          details: [
            ...(failed === undefined
              ? []
              : [{ typeUrl: 'github.com/moby/buildkit/errdefs.Vertex+json', json: { digest: failed.digest } }]),
            ...(error?.details ?? []),
          ],
        };
  return {
    recorded: {
      ...recordedScript(messages),
      ...(failure !== undefined && { error: failure }),
      ...(failure === undefined && reply !== undefined && { reply }),
    },
  };
}

/** Whether a step wrote so much that BuildKit might clip it, which it has done already. */
function isLoud({ vertices }: SeenBuild): boolean {
  return vertices.some(({ runs }) =>
    runs.some(({ logs }) => logs.reduce((size, { bytes }) => size + bytes.length, 0) > clippedFrom),
  );
}

/** What BuildKit shows at least of a stream, in bytes. */
const clippedFrom = 200 * 1024;
