import { constants, type ServerHttp2Stream } from 'node:http2';
import { setImmediate } from '../../time/host.js';

/** Does to the streams of one connection what its client's resets, of which nghttp2 hears nothing, would have done. */
export class ClientResets {
  readonly #open = new Map<number, ServerHttp2Stream>();
  /** Streams that were reset before Node has told of them. */
  readonly #early = new Map<number, number>();
  #latest = 0;

  add(stream: ServerHttp2Stream): void {
    const id = stream.id ?? 0;
    this.#latest = id;
    const code = this.#early.get(id);
    this.#forgetEarly(id);
    if (code !== undefined) return void setImmediate(() => close(stream, code));
    this.#open.set(id, stream);
    stream.once('close', () => this.#open.delete(id));
  }

  reset(id: number, code: number): void {
    const stream = this.#open.get(id);
    if (stream !== undefined) close(stream, code);
    else if (id > this.#latest) this.#early.set(id, code);
  }

  /** Node tells of streams in their order, and never of those whose headers are malformed. */
  #forgetEarly(latest: number): void {
    for (const id of this.#early.keys()) {
      if (id > latest) return;
      this.#early.delete(id);
    }
  }
}

/** The client gets a reset in answer, which means nothing to it: its stream is closed. */
function close(stream: ServerHttp2Stream, code: number): void {
  if (stream.closed || stream.destroyed) return;
  // Node closes a stream without error only when all was written, for which this client does not wait.
  stream.close(code === constants.NGHTTP2_NO_ERROR ? constants.NGHTTP2_CANCEL : code);
}
