import type { StatusCodeName } from '../protocol/status-code.js';

/** A request cannot be received; it has the code and the words of grpc-go. The call is served up to here. */
export class ReceiveFault extends Error {
  readonly code: StatusCodeName;
  /** Whether the client's side ended inside a message, for which grpc-go has another code where one request is all. */
  readonly truncated: boolean;

  constructor(code: StatusCodeName, message: string, { truncated = false } = {}) {
    super(message);
    this.name = 'ReceiveFault';
    this.code = code;
    this.truncated = truncated;
  }
}
