import type { ErrorDetail } from '../../protocol/error-detail.js';
import type { RunOfStep } from '../results/failed-step.js';

/** What is said of the failure of a vertex. */
export interface Blame {
  /** Which lines of the Dockerfile are to blame. */
  readonly details: readonly ErrorDetail[];
  /** Why the build fails, where that is more than the vertex' own error. */
  readonly message?: string;
  /** What it ran. */
  readonly run?: RunOfStep;
}

/** Nothing is known of it. */
export const nobody = (): Blame => ({ details: [] });
