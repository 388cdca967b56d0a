import { type OutgoingHttpHeaders, type ServerHttp2Stream, constants } from 'node:http2';
import { http2ErrorCodes, type Http2ErrorCodeName } from '../protocol/http2-error-code.js';
import { responseHeaders } from './grpc-response-headers.js';
import type { WireControl } from './wire-control.js';

/** Hold of a stream of node:http2 and of its connection. */
export class Http2WireControl implements WireControl {
  readonly #stream: ServerHttp2Stream;
  readonly #end: (trailers: OutgoingHttpHeaders) => void;

  /** @param end ends the stream with these trailers, if it is not over */
  constructor(stream: ServerHttp2Stream, end: (trailers: OutgoingHttpHeaders) => void) {
    this.#stream = stream;
    this.#end = end;
  }

  endWithoutStatus(): void {
    if (this.#stream.destroyed) return;
    if (!this.#stream.headersSent) this.#stream.respond(responseHeaders, { waitForTrailers: true });
    // Node sends no trailers that are empty.
    this.#end({ 'x-fault': 'no-status' });
  }

  reset(code: Http2ErrorCodeName): void {
    this.#stream.close(http2ErrorCodes[code]);
  }

  goAway(how: 'draining' | 'immediate'): void {
    const { session } = this.#stream;
    if (how === 'draining') return session?.close();
    session?.goaway(constants.NGHTTP2_INTERNAL_ERROR);
    this.dropConnection();
  }

  /** What was sent before goes out first. */
  dropConnection(): void {
    const { session } = this.#stream;
    setImmediate(() => {
      if (session?.destroyed === false) session.socket.destroySoon();
    });
  }
}
