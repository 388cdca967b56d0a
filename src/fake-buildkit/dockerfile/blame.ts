import type { ErrorDetail } from '../../protocol/error-detail.js';

/** What is said of the failure of a vertex. */
export interface Blame {
  /** Which lines of the Dockerfile are to blame. */
  readonly details: readonly ErrorDetail[];
  /** Why the build fails, where that is more than the vertex' own error. */
  readonly message?: string;
  /** What it ran. */
  readonly command?: readonly string[];
}

/** Nothing is known of it. */
export const nobody = (): Blame => ({ details: [] });
