import type { Http2ErrorCodeName } from '../protocol/http2-error-code.js';

/**
 * Hold of what is under a call: what a server does wrong on purpose. In process there is no wire, and each does what
 * its client would see of it.
 */
export interface WireControl {
  /** Ends the call with trailers that carry no `grpc-status`. */
  endWithoutStatus(): void;
  /** RST_STREAM: the call is over, without trailers. */
  reset(code: Http2ErrorCodeName): void;
  /** GOAWAY: `draining` lets the connection's calls go on and takes no new ones; `immediate` ends them, and hangs up. */
  goAway(how: 'draining' | 'immediate'): void;
  /** The connection is gone, without a word. */
  dropConnection(): void;
}
