import type { DetailType, DetailTypes } from './detail-types.js';
import type { ErrorDetail } from './error-detail.js';
import { errorDetail } from './status-details.js';

/**
 * A detail whose type is known.
 *
 * @since 0.1.0
 */
export interface MadeDetail<T extends DetailType = DetailType> extends ErrorDetail {
  /** The type. */
  readonly typeUrl: T;
  /** What it says. */
  readonly json: DetailTypes[T];
}

const make =
  <T extends DetailType>(typeUrl: T) =>
  (json: DetailTypes[T]): MadeDetail<T> => ({ ...errorDetail(typeUrl, json), typeUrl, json });

/**
 * Makes the typed details of errors, one function for each type.
 *
 * @example build().fails('exit code: 2', { details: [details.vertex({ digest })] })
 * @since 0.1.0
 */
export const details = {
  /** The session that can be debugged: `{ Ref }` until 0.17, `{ SessionID }` from 0.18. */
  build: make('github.com/docker/buildx/errdefs.Build+json'),
  /** The step that failed in the solver. */
  solve: make('github.com/moby/buildkit/errdefs.Solve+json'),
  /** The vertex that failed. */
  vertex: make('github.com/moby/buildkit/errdefs.Vertex+json'),
  /** Where in a source file the failed step stands. */
  source: make('github.com/moby/buildkit/errdefs.Source+json'),
  /** The function that the frontend lacks. */
  subrequest: make('github.com/moby/buildkit/errdefs.Subrequest+json'),
  /** The capability that the frontend lacks. */
  frontendCap: make('github.com/moby/buildkit/errdefs.FrontendCap+json'),
  /** Where in the server's program the error was made. */
  stack: make('github.com/moby/buildkit/stack.Stack+json'),
  /** The exit code of a process. */
  exit: make('github.com/moby/buildkit/gatewayapi.ExitMessage+json'),
} as const;
