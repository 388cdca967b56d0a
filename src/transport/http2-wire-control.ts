import { type OutgoingHttpHeaders, type ServerHttp2Stream, constants } from 'node:http2';
import { http2ErrorCodes, type Http2ErrorCodeName } from '../protocol/http2-error-code.js';
import type { WireControl } from './wire-control.js';
import { setImmediate } from '../time/host.js';

/** The highest number that a stream can have. */
const anyStream = 2 ** 31 - 1;

/** Takes hold of a stream of node:http2 and of its connection. */
export class Http2WireControl implements WireControl {
  readonly #stream: ServerHttp2Stream;
  readonly #sendHeaders: () => void;
  readonly #end: (trailers: OutgoingHttpHeaders) => void;

  /**
   * @param sendHeaders sends the headers, if they were not sent
   * @param end ends the stream with these trailers, if it is not over
   */
  constructor(stream: ServerHttp2Stream, sendHeaders: () => void, end: (trailers: OutgoingHttpHeaders) => void) {
    this.#stream = stream;
    this.#sendHeaders = sendHeaders;
    this.#end = end;
  }

  endWithoutStatus(): void {
    if (this.#stream.destroyed) return;
    this.#sendHeaders();
    // Node sends no empty trailers, hence one that means nothing.
    this.#end({ 'x-fault': 'no-status' });
  }

  /**
   * Resets the stream, but not while Node may still read the connection, because it would free the stream under itself.
   */
  reset(code: Http2ErrorCodeName): void {
    setImmediate(() => {
      if (!this.#stream.destroyed) this.#stream.close(http2ErrorCodes[code]);
    });
  }

  goAway(how: 'draining' | 'immediate'): void {
    const { session } = this.#stream;
    if (session === undefined || session.destroyed) return;
    if (how === 'immediate') {
      session.goaway(constants.NGHTTP2_NO_ERROR);
      return this.dropConnection();
    }
    // Servers drain like this: at first they welcome every stream that the client has opened before it hears of it.
    session.goaway(constants.NGHTTP2_NO_ERROR, anyStream);
    session.ping(() => session.close());
  }

  /** Drops the connection; what was sent before goes out first. */
  dropConnection(): void {
    const { session } = this.#stream;
    setImmediate(() => {
      if (session?.destroyed === false) session.socket.destroySoon();
    });
  }
}
