import type { DockerfileRequest } from '../../dockerfile/request.js';
import type { BuildOptions } from '../../protocol/messages.js';
import type { FrontendRequest } from './frontend-request.js';
import type { Definition } from './read-definition.js';
import type { ReadDockerfile } from './source-details.js';

/** What the reader of Dockerfiles is asked, for a build with these options. */
export function dockerfileRequest(
  { attrs }: FrontendRequest,
  options: BuildOptions,
  { filename, bytes }: ReadDockerfile,
  { dockerignore }: Pick<Definition, 'dockerignore'>,
  buildPlatform: string,
): DockerfileRequest {
  const { target, buildArgs, platforms, labels, namedContexts, noCache, noCacheFilter } = options;
  const multiPlatform = attrs['multi-platform'];
  return {
    text: bytes.toString(),
    filename,
    target,
    buildArgs,
    platforms,
    ...(multiPlatform === undefined ? {} : { multiPlatform: multiPlatform === 'true' }),
    buildPlatform,
    labels,
    namedContexts,
    ...(noCache ? { noCache: 'all' } : noCacheFilter.length > 0 ? { noCache: noCacheFilter } : {}),
    ...(dockerignore === undefined ? {} : { dockerignore, hasOwnDockerignore: true }),
  };
}
