import type { control, gateway } from '../../protocol/buildkit/messages.js';
import type { StringMap } from '../../protocol/messages.js';

/** What a client asks of the Dockerfile frontend. */
export interface FrontendRequest {
  /** The frontend's options, such as `build-arg:NAME`. */
  readonly attrs: StringMap;
  /** The Dockerfile's path in its directory. */
  readonly filename: string;
  /** The client's name of the directory that the Dockerfile is in. */
  readonly dockerfileDirectory: string;
}

/** The client's name of the directory that is its build context. */
export const contextDirectory = 'context';

/**
 * What is asked of the Dockerfile frontend. Undefined where another frontend is asked, and where the Dockerfile is not
 * with the client: in a repository, behind a URL, or in the result of another build.
 */
export function frontendRequest(
  build: control.SolveRequest,
  solve?: gateway.SolveRequest,
): FrontendRequest | undefined {
  const { frontend, frontendInputs } = solve ?? build;
  const attrs: StringMap = { ...build.frontendAttrs, ...solve?.frontendOpt };
  if (!isDockerfile(frontend, attrs['source'])) return undefined;
  const dockerfileDirectory = attrs['dockerfilekey'] ?? 'dockerfile';
  const elsewhere =
    attrs[attrs['contextkey'] ?? contextDirectory] !== undefined ||
    Object.hasOwn(frontendInputs, contextDirectory) ||
    Object.hasOwn(frontendInputs, dockerfileDirectory);
  if (elsewhere) return undefined;
  return { attrs, filename: attrs['filename'] ?? 'Dockerfile', dockerfileDirectory };
}

/** `gateway.v0` runs a frontend that is an image, as buildx asks for where a Dockerfile has a `# syntax`. */
function isDockerfile(frontend: string, source = ''): boolean {
  return frontend === 'dockerfile.v0' || (frontend === 'gateway.v0' && /(^|\/)docker\/dockerfile\b/.test(source));
}
