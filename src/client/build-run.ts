import type * as m from '../protocol/messages.js';

/** A build that succeeded. */
export interface BuildRun {
  readonly ref: string;
  readonly response: m.BuildResponse;
  /** Everything that Status told, in order. */
  readonly statuses: readonly m.StatusResponse[];
}

export interface BuildRunOptions {
  /** The session; a fresh random one by default. */
  readonly ref?: string;
  /** Sent by Input in pieces of at most 32 KiB; none by default. */
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly onStatus?: (status: m.StatusResponse) => void;
  /** Cancels the build's calls, as Ctrl-C does to buildx; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}
