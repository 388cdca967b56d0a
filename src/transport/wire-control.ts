import type { Http2ErrorCodeName } from '../protocol/http2-error-code.js';

/**
 * Does on purpose, under a call, what a server may do wrong. In process there is no wire, and each method does what its
 * client would see of it.
 */
export interface WireControl {
  /** Ends the call with trailers that carry no `grpc-status`. */
  endWithoutStatus(): void;
  /** Resets the stream (RST_STREAM): the call is over, without trailers. */
  reset(code: Http2ErrorCodeName): void;
  /**
   * Sends GOAWAY. `draining` lets the connection's calls go on and takes no new ones; `immediate` ends them, and hangs
   * up.
   */
  goAway(how: 'draining' | 'immediate'): void;
  /** Drops the connection, without a word. */
  dropConnection(): void;
}
