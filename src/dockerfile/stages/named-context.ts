import { goQuote } from '../../words/go-quote.js';
import { cleanPath } from '../clean-path.js';
import { DockerfileError, prefixed } from '../dockerfile-error.js';
import type { Image } from '../image.js';
import { familiarName, fullName, parseReference } from '../references/image-reference.js';
import { formatPlatform, normalPlatform, type Platform } from '../references/platform.js';
import { remoteKind } from '../references/remote-source.js';
import type { Planning } from './planning.js';
import type { NamedContext } from './stage-state.js';
import { makeVertex, type Vertex } from './vertex.js';

/** The named context of a stage or an image, if there is one. */
export function namedContextOf({ request }: Planning, name: string, platform: Platform): NamedContext | undefined {
  if (['scratch', 'context'].includes(name.toLowerCase())) return undefined;
  const contexts = request.namedContexts ?? {};
  const familiar = prefixed(`invalid context name ${name}`, () => familiarName(parseReference(name)));
  const forPlatform = `${familiar}::${formatPlatform(normalPlatform(platform))}`;
  for (const key of [forPlatform, familiar]) {
    if (Object.hasOwn(contexts, key)) return { name: key, value: contexts[key] ?? '' };
  }
  return undefined;
}

/** What is loaded from a named context. */
export interface LoadedContext {
  readonly vertex: Vertex | undefined;
  /** If it is an image. */
  readonly image?: Image;
}

/**
 * Loads a named context.
 * @param paths what is read of it, from its root
 * @throws DockerfileError if it is of no known kind
 */
export function loadContext(
  planning: Planning,
  { name, value }: NamedContext,
  platform: Platform,
  paths: ReadonlySet<string>,
): LoadedContext {
  const colon = value.indexOf(':');
  if (colon < 0) throw new DockerfileError(`invalid context specifier ${value} for ${name}`);
  const scheme = value.startsWith('git@') ? 'git' : value.slice(0, colon);
  const rest = value.slice(colon + 1);
  switch (scheme) {
    case 'docker-image':
      return fromImage(planning, name, rest.replace(/^\/\//, ''), platform);
    case 'git':
    case 'http':
    case 'https': {
      const kind = scheme === 'git' ? 'git' : (remoteKind(value) ?? 'http');
      const shown = kind === 'git' ? `[internal] load git source ${value}` : `[context ${name}] ${value}`;
      return { vertex: makeVertex(value, [], { name: shown, kind }) };
    }
    case 'oci-layout':
      return fromLayout(planning, name, rest.replace(/^\/\//, ''), platform);
    case 'local':
      return { vertex: fromClient(planning, name, rest, paths) };
    case 'input':
      return { vertex: makeVertex(value, [], { name: `[context ${name}] ${value}`, kind: 'named-context' }) };
    default:
      throw new DockerfileError(`unsupported context source ${scheme} for ${name}`);
  }
}

function fromImage(planning: Planning, name: string, reference: string, platform: Platform): LoadedContext {
  if (reference === 'scratch') return { vertex: undefined };
  const full = fullName(parseReference(reference));
  planning.before({ name: `[context ${name}] load metadata for ${reference}`, kind: 'metadata' });
  const { image } = planning.resolveImage(full, platform);
  const content = [full, formatPlatform(platform)];
  return { vertex: makeVertex(content, [], { name: `[context ${name}] ${reference}`, kind: 'image' }), image };
}

function fromLayout(planning: Planning, name: string, reference: string, platform: Platform): LoadedContext {
  const digest = /@(.+)$/.exec(reference)?.[1];
  if (digest === undefined) throw new DockerfileError(`oci-layout reference ${goQuote(reference)} has no digest`);
  const shown = `${parseReference(name.replace(/::.*$/, '')).name}@${digest}`;
  planning.before({ name: `[context ${name}] load metadata for ${shown}`, kind: 'metadata' });
  const { image } = planning.resolveImage(shown, platform);
  const details = { name: `[context ${name}] OCI load from client`, kind: 'image' } as const;
  return { vertex: makeVertex(shown, [], details), image };
}

function fromClient(planning: Planning, name: string, directory: string, paths: ReadonlySet<string>): Vertex {
  planning.before({
    name: `[context ${name}] load .dockerignore`,
    kind: 'dockerignore',
    local: { name: directory, followPaths: ['.dockerignore'], excludePatterns: [] },
  });
  return makeVertex(directory, [], {
    name: `[context ${name}] load from client`,
    kind: 'named-context',
    local: {
      name: directory,
      // Asked for when everything that reads it is known.
      get followPaths() {
        return followPaths(paths);
      },
      excludePatterns: [],
    },
  });
}

/** The paths in the form in which the client is asked for them; none if everything is needed. */
export function followPaths(paths: ReadonlySet<string>): readonly string[] {
  if (paths.has('/')) return [];
  return [...paths].map((path) => cleanPath('.', path)).toSorted();
}
