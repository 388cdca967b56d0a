import type { ErrorDetail } from '../protocol/error-detail.js';
import { ExpectedEnd } from '../time/expected-end.js';
import type { StatusCodeName } from '../protocol/status-code.js';

/** Thrown by a handler to end its call with an error. */
export class RpcFailure extends ExpectedEnd {
  readonly code: StatusCodeName;
  /** Typed details, which are on the wire from 0.11 on. */
  readonly details: readonly ErrorDetail[];
  /** Whether the details are complete, so that none is added of those that the real server gives every error. */
  readonly complete: boolean;

  constructor(
    message: string,
    code: StatusCodeName = 'UNKNOWN',
    details: readonly ErrorDetail[] = [],
    { complete = false } = {},
  ) {
    super(message);
    this.name = 'RpcFailure';
    this.code = code;
    this.details = details;
    this.complete = complete;
  }
}

/** The error of a call whose Go context was cancelled: clients see it after exit 0, a takeover and a disconnect. */
export function contextCanceled(): RpcFailure {
  return new RpcFailure('context canceled', 'CANCELLED');
}
