import type { StatusCodeName } from '../protocol/status-code.js';

/** Why a request cannot be received, in grpc-go's code and words: the call is served up to here. */
export class ReceiveFault extends Error {
  readonly code: StatusCodeName;
  /** The client's side ended inside a message, which grpc-go gives another code where one request is all. */
  readonly truncated: boolean;

  constructor(code: StatusCodeName, message: string, { truncated = false } = {}) {
    super(message);
    this.name = 'ReceiveFault';
    this.code = code;
    this.truncated = truncated;
  }
}
