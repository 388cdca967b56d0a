import type { Duration } from '../../time/duration.js';

/**
 * When something happens: after so long, or when a barrier is released (docs/scenarios.md).
 *
 * @since 0.1.0
 */
export type Moment = Duration | AtBarrier;

/**
 * When the barrier of this name is released; whatever waits there is held until then.
 *
 * @since 0.1.0
 */
export interface AtBarrier {
  /** Name of the barrier. */
  readonly barrier: string;
}
