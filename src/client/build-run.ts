import type * as m from '../protocol/messages.js';

/** A build that succeeded. */
export interface BuildRun {
  /** The session that the build left; `disconnect` it when it is no longer needed. */
  readonly ref: string;
  /** What Build answered. */
  readonly response: m.BuildResponse;
  /** Everything that Status told, in order. */
  readonly statuses: readonly m.StatusResponse[];
}

/** How a build is run, besides what it builds. */
export interface BuildRunOptions {
  /** The session; a fresh random one by default. */
  readonly ref?: string;
  /** Sent by Input in pieces of at most 32 KiB; none by default. */
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** Told of each message of Status as it comes; what it throws, the promise rejects with. */
  readonly onStatus?: (status: m.StatusResponse) => void;
  /** Cancels the build's calls, as Ctrl-C does to buildx; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}
