import { posix } from 'node:path';
import type { ClientDirectories } from './client-directories.js';
import type { FrontendRequest } from './frontend-request.js';
import type { ReadDockerfile } from './source-details.js';

/** What the frontend reads first. */
export interface Definition {
  /** How many bytes the client sent. */
  readonly bytes: number;
  /** Undefined where there is none of that name. */
  readonly dockerfile: ReadDockerfile | undefined;
  /** The text of `NAME.dockerignore`, which stands in for the `.dockerignore` of the context. */
  readonly dockerignore: string | undefined;
}

/** Reads the Dockerfile, and the `.dockerignore` that it brings. @throws SessionError, RpcError */
export async function readDefinition(
  directories: ClientDirectories,
  { filename, dockerfileDirectory }: FrontendRequest,
): Promise<Definition> {
  const ignore = `${filename}.dockerignore`;
  const names = posix.basename(filename) === 'Dockerfile' ? [filename, lowercase(filename)] : [filename];
  const { files, bytes } = await directories.named(dockerfileDirectory, [filename, ignore, ...names.slice(1)]);
  const content = names.map((name) => files.get(posix.normalize(name))).find((found) => found !== undefined);
  return {
    bytes,
    dockerfile: content === undefined ? undefined : { filename, bytes: content },
    dockerignore: files.get(posix.normalize(ignore))?.toString(),
  };
}

function lowercase(filename: string): string {
  return posix.join(posix.dirname(filename), posix.basename(filename).toLowerCase());
}
