import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Metadata } from '../client/connection.js';
import { FrameError, frame, Unframer } from '../client/grpc-frame.js';
import { toMetadata } from '../client/grpc-headers.js';
import { statusCodes } from '../protocol/status-code.js';
import { CancellationSource } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import { responseHeaders, trailersOf } from './grpc-response-headers.js';
import { parseTimeout } from './grpc-timeout.js';
import { Http2WireControl } from './http2-wire-control.js';
import { Inbox } from './inbox.js';
import type { Outcome, ServerCall } from './server-call.js';
import type { WireControl } from './wire-control.js';

/** The largest message that is read before the handlers' own limit of 4 MiB is applied to it. */
const readLimit = 64 * 1024 * 1024;
/** Reading pauses while so many bytes wait for the handler, so that HTTP/2 holds the client back. */
const inboxBytes = 65_536;
/** Headers that are gRPC's, not the client's. */
const ownHeaders: readonly string[] = [
  'te',
  'content-type',
  'grpc-timeout',
  'grpc-encoding',
  'grpc-accept-encoding',
  'accept-encoding',
];

/** A call that came over a socket, as a stream of node:http2. */
export class Http2ServerCall implements ServerCall {
  readonly path: string;
  readonly metadata: Metadata;
  readonly peer: string;
  readonly wire: WireControl;
  readonly #stream: ServerHttp2Stream;
  readonly #gone: () => void;
  readonly #cancellation = new CancellationSource();
  readonly #inbox = new Inbox<Uint8Array>();
  readonly #unframer = new Unframer(readLimit);
  readonly #encoding: string;
  readonly #clearDeadline: () => void;
  #trailers: OutgoingHttpHeaders = {};
  #waiting = 0;
  #writing = 0;
  #over = false;

  /** @param gone called when the call is over */
  constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, clock: Timekeeper, gone: () => void) {
    this.path = headers[':path'] ?? '';
    this.metadata = metadataOf(headers);
    this.peer = peerOf(stream);
    this.#stream = stream;
    this.#gone = gone;
    this.#encoding = String(headers['grpc-encoding'] ?? 'identity');
    this.#clearDeadline = this.#setDeadline(clock, parseTimeout(headers['grpc-timeout']));
    this.wire = new Http2WireControl(stream, (trailers) => this.#finish() && this.#end(trailers));
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    stream.on('end', () => this.#halfClose());
    stream.on('wantTrailers', () => stream.sendTrailers(this.#trailers));
    stream.on('close', () => this.#cancel());
  }

  get cancelled(): boolean {
    return this.#cancellation.cancelled;
  }

  onCancel(listener: () => void): () => void {
    return this.#cancellation.onCancel(listener);
  }

  async receive(): Promise<Uint8Array | undefined> {
    const message = await this.#inbox.next();
    if (message !== undefined) {
      this.#waiting -= message.length;
      if (this.#stream.isPaused() && this.#waiting <= inboxBytes) this.#stream.resume();
    }
    return message;
  }

  send(message: Uint8Array): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#over) return resolve(false);
      this.#respond();
      const stop = this.#cancellation.onCancel(() => resolve(false));
      this.#writing++;
      this.#stream.write(frame(message), () => {
        this.#writing--;
        stop();
        resolve(!this.cancelled);
      });
    });
  }

  /** What waits at the client's end cannot be told. */
  backlog(): ReturnType<ServerCall['backlog']> {
    return { requests: this.#inbox.length, responses: 0, held: this.#writing > 0 };
  }

  sendHeaders(): void {
    if (!this.#over) this.#respond();
  }

  end(outcome: Outcome): void {
    if (this.#finish()) this.#end(trailersOf(outcome));
  }

  /** The server gives the call up: its handler sees it cancelled, the client gets this outcome. */
  abort(outcome: Outcome): void {
    if (!this.#finish()) return;
    this.#inbox.drop();
    this.#cancellation.cancel();
    this.#end(trailersOf(outcome));
  }

  #respond(): void {
    if (!this.#stream.headersSent) this.#stream.respond(responseHeaders, { waitForTrailers: true });
  }

  /** Without a message, the trailers are the headers. */
  #end(trailers: OutgoingHttpHeaders): void {
    const stream = this.#stream;
    if (stream.closed || stream.destroyed) return;
    // What still comes is read and forgotten, so that the client can end its side.
    stream.resume();
    if (!stream.headersSent) return stream.respond({ ...responseHeaders, ...trailers }, { endStream: true });
    this.#trailers = trailers;
    stream.end();
  }

  #take(chunk: Buffer): void {
    if (this.#over) return;
    try {
      this.#unframer.push(chunk, (message) => {
        this.#waiting += message.length;
        this.#inbox.push(message);
      });
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      return this.abort(this.#refusal(error));
    }
    if (this.#waiting > inboxBytes) this.#stream.pause();
  }

  /** In the words of grpc-go. */
  #refusal({ code, message }: FrameError): Outcome {
    if (code === 'TOO_LARGE') return { code: statusCodes.RESOURCE_EXHAUSTED, message: `grpc: ${message}` };
    const text = `grpc: Decompressor is not installed for grpc-encoding "${this.#encoding}"`;
    return { code: statusCodes.UNIMPLEMENTED, message: text };
  }

  /** A stream that is reset ends, too: but `close` follows, and tells what it was. */
  #halfClose(): void {
    if (this.#stream.closed || this.#stream.aborted) return;
    if (this.#unframer.partial) this.abort({ code: statusCodes.INTERNAL, message: 'unexpected EOF' });
    else this.#inbox.close();
  }

  #cancel(): void {
    if (!this.#finish()) return;
    this.#inbox.drop();
    this.#cancellation.cancel();
  }

  /** False when the call was over already. */
  #finish(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#clearDeadline();
    this.#inbox.close();
    this.#gone();
    return true;
  }

  #setDeadline(clock: Timekeeper, ms: number | undefined): () => void {
    if (ms === undefined) return () => {};
    const expired: Outcome = { code: statusCodes.DEADLINE_EXCEEDED, message: 'Deadline exceeded' };
    const timer = clock.after(ms, `deadline of ${this.path}`, () => this.abort(expired));
    return () => timer.cancel();
  }
}

function metadataOf(headers: IncomingHttpHeaders): Metadata {
  return Object.fromEntries(Object.entries(toMetadata(headers)).filter(([key]) => !ownHeaders.includes(key)));
}

function peerOf({ session }: ServerHttp2Stream): string {
  const { remoteAddress, remotePort } = session?.socket ?? {};
  return remoteAddress === undefined ? 'unknown' : `${remoteAddress}:${remotePort}`;
}
