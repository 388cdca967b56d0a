import type * as m from '../protocol/messages.js';

/**
 * A build that succeeded.
 *
 * @since 0.1.0
 */
export interface BuildRun {
  /** The session that the build left; `disconnect` it when it is no longer needed. */
  readonly ref: string;
  /** What Build answered. */
  readonly response: m.BuildResponse;
  /** Everything that Status told, in order. */
  readonly statuses: readonly m.StatusResponse[];
}

/**
 * How a build is run, besides what it builds.
 *
 * @since 0.1.0
 */
export interface BuildRunOptions {
  /** The ref of the session. Default: a fresh one, random, or by the seed of the fake whose client it is. */
  readonly ref?: string;
  /** What the build reads from stdin, sent by Input in pieces of at most 32 KiB. Default: nothing, and no Input. */
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** Called with each message of Status as it comes. If it throws, the build's promise rejects with what it threw. */
  readonly onStatus?: (status: m.StatusResponse) => void;
  /** Cancels the build's calls, as Ctrl-C does to buildx; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}
