import type { ErrorDetail } from '../protocol/error-detail.js';
import { ExpectedEnd } from '../time/expected-end.js';
import type { StatusCodeName } from '../protocol/status-code.js';

/** What a handler throws to end its call with an error. */
export class RpcFailure extends ExpectedEnd {
  readonly code: StatusCodeName;
  /** On the wire from 0.11. */
  readonly details: readonly ErrorDetail[];
  /** These details are all: none is added of those that the real server gives every error. */
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

/** The end of a call whose Go context was cancelled: what clients see of exit 0, takeover and disconnect. */
export function contextCanceled(): RpcFailure {
  return new RpcFailure('context canceled', 'CANCELLED');
}
