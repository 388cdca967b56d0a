import type { Cancellation } from '../../time/cancellation.js';
import type { FaultInUse } from './fault-in-use.js';

/** The faults that may strike in one call. */
export interface FaultsOfCall {
  /** Those that may strike from its opening on. */
  readonly now: readonly FaultInUse[];
  /** The session or build that the call is about, where its metadata tells that. */
  readonly ref?: string | undefined;
  /** Those that strike only in some calls of the RPC: whether this is one is known later. */
  readonly later?: LaterFaults | undefined;
}

/** Faults that strike in a call only when something else has told what the call is about. */
export interface LaterFaults {
  readonly faults: readonly FaultInUse[];
  /**
   * Calls `join` when the faults may strike in this call. It is asked once: at the opening where the metadata names what
   * the call is about, otherwise with the first request.
   * @returns when it is decided, where that is not at once
   */
  decide(request: object | undefined, until: Cancellation, join: () => void): Promise<void> | undefined;
}
