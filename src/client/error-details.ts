import { detailsOfError } from '../protocol/details-of-error.js';
import type {
  BuildDetail,
  ExitMessageDetail,
  NameDetail,
  SolveDetail,
  SourceDetail,
  StackDetail,
  VertexDetail,
} from '../protocol/detail-types.js';
import type { ErrorDetail } from '../protocol/error-detail.js';
import { detailsOf } from '../protocol/status-details.js';

/**
 * The typed details of an error, by what they are about. Of what may come but once the first that came counts.
 *
 * @since 0.1.0
 */
export interface ErrorDetails {
  /** All of them, as they came. */
  readonly all: readonly ErrorDetail[];
  /** The session that a failed build left, whichever way its revision tells it. */
  readonly session: string | undefined;
  /** That detail as it came. */
  readonly build: BuildDetail | undefined;
  /** The step that failed in the solver. */
  readonly solve: SolveDetail | undefined;
  /** The vertex that failed. */
  readonly vertex: VertexDetail | undefined;
  /** Where in source files the failed step stands. */
  readonly sources: readonly SourceDetail[];
  /** The function that the frontend lacks. */
  readonly subrequest: NameDetail | undefined;
  /** The capability that the frontend lacks. */
  readonly frontendCap: NameDetail | undefined;
  /** Where in the server's program the error was made, and what it came of. */
  readonly stacks: readonly StackDetail[];
  /** The exit codes of a process. */
  readonly exits: readonly ExitMessageDetail[];
}

/**
 * The typed details of an error of this package's client, of grpc-js or of Connect: an error with a `details` array, or
 * with `metadata` or `trailers` that have `grpc-status-details-bin`. Whatever else has none; servers give them from 0.11
 * on.
 *
 * @example
 * const error = await client.rpc.build({ ref: 'r1', options }).catch((error: unknown) => error);
 * errorDetails(error).vertex?.digest; // 'sha256:…'
 * @since 0.1.0
 */
export function errorDetails(error: unknown): ErrorDetails {
  const all = detailsOfError(error);
  const [build] = detailsOf(all, 'github.com/docker/buildx/errdefs.Build+json');
  return {
    all,
    session: build?.SessionID ?? build?.Ref,
    build,
    solve: detailsOf(all, 'github.com/moby/buildkit/errdefs.Solve+json')[0],
    vertex: detailsOf(all, 'github.com/moby/buildkit/errdefs.Vertex+json')[0],
    sources: detailsOf(all, 'github.com/moby/buildkit/errdefs.Source+json'),
    subrequest: detailsOf(all, 'github.com/moby/buildkit/errdefs.Subrequest+json')[0],
    frontendCap: detailsOf(all, 'github.com/moby/buildkit/errdefs.FrontendCap+json')[0],
    stacks: detailsOf(all, 'github.com/moby/buildkit/stack.Stack+json'),
    exits: detailsOf(all, 'github.com/moby/buildkit/gatewayapi.ExitMessage+json'),
  };
}
