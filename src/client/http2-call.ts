import { type ClientHttp2Stream, constants, type IncomingHttpHeaders } from 'node:http2';
import { statusCodes } from '../protocol/status-code.js';
import type { Call, CallListener, CallStatus } from './connection.js';
import { FrameError, frame, Unframer } from './grpc-frame.js';
import { toMetadata } from './grpc-headers.js';
import { clientReceiveLimit } from './receive-limit.js';
import { faultInHeaders, statusInTrailers, statusOfReset } from './http2-status.js';
import { queueMicrotask, setImmediate } from '../time/host.js';

/** What a call needs to know of its connection. */
export interface CallSurroundings {
  readonly address: string;
  /** Says why the connection is gone; undefined while it stands. */
  lost(): string | undefined;
  /** Called once, when the call is over. */
  gone(): void;
}

/** One HTTP/2 stream as a {@link Call}. */
export class Http2Call implements Call {
  readonly #stream: ClientHttp2Stream;
  readonly #listener: CallListener;
  readonly #surroundings: CallSurroundings;
  readonly #unframer = new Unframer(clientReceiveLimit);
  /** Messages that came while the call was paused. */
  readonly #held: Uint8Array[] = [];
  /** Messages to be sent; the first is being written. */
  #sending: { readonly bytes: Buffer; readonly taken: () => void }[] = [];
  #halfClosed = false;
  #paused = false;
  /** How the call ends, once what is held has been read. */
  #status: CallStatus | undefined;
  #over = false;

  constructor(stream: ClientHttp2Stream, listener: CallListener, surroundings: CallSurroundings) {
    this.#stream = stream;
    this.#listener = listener;
    this.#surroundings = surroundings;
    let trailers: CallStatus | undefined;
    stream.on('response', (headers, flags) =>
      heard(() => {
        if ((flags & constants.NGHTTP2_FLAG_END_STREAM) === 0) this.#takeHeaders(headers);
        else trailers = statusInTrailers(headers) ?? faultInHeaders(headers, surroundings.address) ?? noStatus;
      }),
    );
    stream.on('trailers', (headers: IncomingHttpHeaders) =>
      heard(() => {
        trailers = statusInTrailers(headers) ?? noStatus;
      }),
    );
    stream.on('data', (chunk: Buffer) => heard(() => this.#takeChunk(chunk)));
    // Called when the stream closes: its end alone may be only a part of what happens, and by now it is known whether
    // the connection is lost.
    const conclude = (): void => this.#end(trailers ?? this.#statusOfClose() ?? noTrailers);
    stream.on('end', () => heard(conclude));
    stream.on('close', () => heard(conclude));
    stream.on('wantTrailers', () => {
      // There are no trailers to send, but this ends the stream with an empty frame. A cancelled stream is only reset.
      if (this.#halfClosed && !stream.closed && !stream.destroyed) stream.sendTrailers({});
    });
    // Every error is followed by `close`, where it is told as a status.
    stream.on('error', () => undefined);
  }

  send(message: Uint8Array): Promise<void> {
    if (this.#over || this.#halfClosed) return Promise.resolve();
    return new Promise((taken) => {
      this.#sending.push({ bytes: frame(message), taken });
      if (this.#sending.length === 1) this.#write();
    });
  }

  halfClose(): void {
    if (this.#over || this.#halfClosed) return;
    this.#halfClosed = true;
    // When messages wait, the last of them ends the stream.
    if (this.#sending.length <= 1) this.#stream.end();
  }

  cancel(): void {
    this.abort({ code: statusCodes.CANCELLED, message: 'cancelled by the client', trailers: {} });
  }

  pause(): void {
    if (this.#over) return;
    this.#paused = true;
    this.#stream.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    queueMicrotask(() => {
      this.#flow();
      if (!this.#paused && !this.#over) this.#stream.resume();
    });
  }

  /** Ends the call from this side: messages that are held are dropped, and the server sees the stream cancelled. */
  abort(status: CallStatus): void {
    if (this.#over) return;
    this.#held.length = 0;
    this.#over = true;
    this.#stream.close(constants.NGHTTP2_CANCEL);
    this.#leave();
    queueMicrotask(() => this.#listener.onStatus(status));
  }

  #takeHeaders(headers: IncomingHttpHeaders): void {
    if (this.#over) return;
    const fault = faultInHeaders(headers, this.#surroundings.address);
    if (fault !== undefined && headers['grpc-status'] === undefined) this.abort(fault);
    else this.#listener.onHeaders(toMetadata(headers));
  }

  #takeChunk(chunk: Buffer): void {
    if (this.#over) return;
    try {
      this.#unframer.push(chunk, (message) => this.#held.push(message));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      const code = error.code === 'TOO_LARGE' ? statusCodes.RESOURCE_EXHAUSTED : statusCodes.INTERNAL;
      this.#end({ code, message: error.message, trailers: {} });
      return;
    }
    this.#flow();
  }

  /** Ends the call for the first reason that comes: a stream may end, close and lose its connection at once. */
  #end(status: CallStatus): void {
    if (this.#over || this.#status !== undefined) return;
    this.#status =
      status.code === statusCodes.OK && this.#unframer.partial
        ? { code: statusCodes.INTERNAL, message: 'the last message is cut short', trailers: status.trailers }
        : status;
    this.#flow();
  }

  #flow(): void {
    while (!this.#paused && !this.#over) {
      const message = this.#held.shift();
      if (message === undefined) break;
      this.#listener.onMessage(message);
    }
    if (this.#status === undefined || this.#paused || this.#over) return;
    this.#over = true;
    this.#close();
    this.#leave();
    this.#listener.onStatus(this.#status);
  }

  /**
   * Lets go of a stream that is not read any more. A stream that the server has ended is not reset, because servers
   * take many resets for an attack (`rapid reset`) and hang up.
   */
  #close(): void {
    const blocked = this.#sending.length > 0;
    if (blocked || !this.#stream.readableEnded) this.#stream.close(constants.NGHTTP2_CANCEL);
    else this.#endStream();
  }

  #endStream(): void {
    if (this.#halfClosed) return;
    this.#halfClosed = true;
    this.#stream.end();
  }

  /** Writes one message at a time: of writes made together, the stream would tell only when the last was taken. */
  #write(): void {
    const [next] = this.#sending;
    if (next === undefined) return;
    const last = this.#halfClosed && this.#sending.length === 1;
    const written = (): void => {
      if (this.#over) return;
      this.#sending.shift();
      next.taken();
      this.#write();
    };
    if (last) this.#stream.end(next.bytes, written);
    else this.#stream.write(next.bytes, written);
  }

  #leave(): void {
    const sending = this.#sending;
    this.#sending = [];
    for (const { taken } of sending) taken();
    this.#surroundings.gone();
  }

  #statusOfClose(): CallStatus | undefined {
    const lost = this.#surroundings.lost();
    if (lost !== undefined) return { code: statusCodes.UNAVAILABLE, message: lost, trailers: {} };
    const { rstCode } = this.#stream;
    return this.#stream.closed && rstCode !== undefined ? statusOfReset(rstCode) : undefined;
  }
}

/**
 * Hears of what came once Node has finished reading the connection. Node tells of it while it still reads; a stream
 * that is reset meanwhile is freed under it, and the process dies of that. Heard later, it may cancel whatever it
 * likes.
 */
function heard(what: () => void): void {
  setImmediate(what);
}

const noTrailers: CallStatus = {
  code: statusCodes.INTERNAL,
  message: 'the server closed the stream without sending trailers',
  trailers: {},
};

const noStatus: CallStatus = {
  code: statusCodes.UNKNOWN,
  message: 'the server ended the call without a status',
  trailers: {},
};
