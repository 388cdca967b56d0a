import { nextTick } from '../time/host.js';
import type { OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { gzipSync } from 'node:zlib';
import type { Metadata } from '../client/connection.js';
import { frame, frames } from '../client/grpc-frame.js';
import { statusCodes } from '../protocol/status-code.js';
import { CancellationSource } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import { responseHeaders, trailersOf, withoutDate } from './grpc-response-headers.js';
import { clientOf } from './http2-connections.js';
import { Http2WireControl } from './http2-wire-control.js';
import { Inbox } from './inbox.js';
import { deadlineExceeded, type RequestHead } from './request-head.js';
import { RequestMessages } from './request-messages.js';
import { type Outcome, type ServerCall, taken } from './server-call.js';
import type { WireControl } from './wire-control.js';

/** Reading pauses while this many bytes wait for the handler, so that HTTP/2 holds the client back. */
const inboxBytes = 65_536;

/** How many bytes may wait to be written: waiting for each message would cost a turn of the event loop for each. */
const aheadBytes = 16_384;

const refused = Promise.resolve(false);

/** A call that came over a socket, as a stream of node:http2. */
export class Http2ServerCall implements ServerCall {
  readonly path: string;
  readonly metadata: Metadata;
  readonly peer: string;
  readonly #type: string;
  readonly #stream: ServerHttp2Stream;
  readonly #gone: () => void;
  readonly #cancellation = new CancellationSource();
  readonly #inbox = new Inbox<Uint8Array>();
  readonly #requests: RequestMessages;
  readonly #clearDeadline: () => void;
  #trailers: OutgoingHttpHeaders = {};
  #waiting = 0;
  /** Messages that go out together when their sender pauses. */
  #outgoing: Uint8Array[] = [];
  #unwritten = 0;
  /** Callbacks of senders whose messages wait until those before them are written. */
  #held: ((taken: boolean) => void)[] = [];
  #over = false;

  /**
   * @param requestLimit the largest request in bytes
   * @param gone called when the call is over
   */
  constructor(stream: ServerHttp2Stream, head: RequestHead, clock: Timekeeper, requestLimit: number, gone: () => void) {
    this.path = head.path;
    this.metadata = head.metadata;
    this.peer = clientOf(stream.session);
    this.#type = head.type;
    this.#stream = stream;
    this.#gone = gone;
    this.#requests = new RequestMessages(head.encoding, requestLimit);
    this.#clearDeadline = this.#setDeadline(clock, head.timeoutMs);
    if (this.#requests.fault !== undefined) this.#inbox.close();
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    stream.on('end', () => this.#halfClose());
    stream.on('wantTrailers', () => stream.sendTrailers(this.#trailers));
    stream.on('close', () => this.#cancel());
  }

  get wire(): WireControl {
    return new Http2WireControl(
      this.#stream,
      () => this.sendHeaders(),
      (trailers) => this.#finish() && this.#end(trailers),
    );
  }

  get cancelled(): boolean {
    return this.#cancellation.cancelled;
  }

  onCancel(listener: () => void): () => void {
    return this.#cancellation.onCancel(listener);
  }

  async receive(): Promise<Uint8Array | undefined> {
    const message = await this.#inbox.next();
    if (message === undefined) {
      const { fault } = this.#requests;
      if (fault !== undefined && !this.#over) throw fault;
      return undefined;
    }
    this.#waiting -= message.length;
    if (this.#stream.isPaused() && this.#waiting <= inboxBytes) this.#stream.resume();
    return message;
  }

  send(message: Uint8Array): Promise<boolean> {
    if (this.#over) return refused;
    this.#respond();
    if (this.#outgoing.length === 0) nextTick(() => this.#flush());
    this.#outgoing.push(message);
    this.#unwritten += message.length;
    if (this.#unwritten <= aheadBytes) return taken;
    return new Promise((resolve) => this.#held.push(resolve));
  }

  #flush(): void {
    const messages = this.#outgoing;
    if (messages.length === 0) return;
    this.#outgoing = [];
    if (this.#stream.destroyed || this.#stream.closed) return;
    const size = messages.reduce((sum, { length }) => sum + length, 0);
    const bytes = this.#requests.gzip
      ? Buffer.concat(messages.map((message) => frame(gzipSync(message), 1)))
      : frames(messages);
    this.#stream.write(bytes, () => {
      this.#unwritten -= size;
      if (this.#unwritten <= aheadBytes) this.#release(!this.cancelled);
    });
  }

  #release(isTaken: boolean): void {
    if (this.#held.length === 0) return;
    const held = this.#held;
    this.#held = [];
    for (const resolve of held) resolve(isTaken);
  }

  /** Tells what waits here; what waits at the client's end cannot be known. */
  backlog(): ReturnType<ServerCall['backlog']> {
    return { requests: this.#inbox.length, responses: 0, held: this.#held.length > 0 };
  }

  sendHeaders(): void {
    if (!this.#over) this.#respond();
  }

  end(outcome: Outcome): void {
    if (this.#finish()) this.#end(trailersOf(outcome));
  }

  /** Gives the call up for the server: its handler sees it cancelled, and the client gets this outcome. */
  abort(outcome: Outcome): void {
    if (!this.#finish()) return;
    this.#stop();
    this.#end(trailersOf(outcome));
  }

  #respond(): void {
    const stream = this.#stream;
    if (stream.headersSent || stream.destroyed || stream.closed) return;
    const headers = responseHeaders(this.#type);
    if (this.#requests.gzip) headers['grpc-encoding'] = 'gzip';
    stream.respond(headers, { waitForTrailers: true, ...withoutDate });
  }

  /** Ends the stream. Without a message, the trailers are sent as the headers. */
  #end(trailers: OutgoingHttpHeaders): void {
    const stream = this.#stream;
    if (stream.closed || stream.destroyed) return;
    // What still comes is read and forgotten, so that the client can end its side.
    stream.resume();
    if (!stream.headersSent) {
      stream.respond({ ...responseHeaders(this.#type), ...trailers }, { endStream: true, ...withoutDate });
      return;
    }
    this.#trailers = trailers;
    this.#flush();
    stream.end();
  }

  #take(chunk: Buffer): void {
    if (this.#over) return;
    this.#requests.push(chunk, (message) => {
      this.#waiting += message.length;
      this.#inbox.push(message);
    });
    // After a fault nothing is read any more, and what comes is forgotten.
    if (this.#requests.fault !== undefined) this.#inbox.close();
    else if (this.#waiting > inboxBytes) this.#stream.pause();
  }

  /**
   * The client has ended its side. A stream that is reset ends, too, but then `close` follows and tells which it was.
   */
  #halfClose(): void {
    if (this.#stream.closed || this.#stream.aborted) return;
    this.#requests.end();
    this.#inbox.close();
  }

  #cancel(): void {
    if (this.#finish()) this.#stop();
    else this.#release(false);
  }

  #stop(): void {
    this.#inbox.drop();
    this.#cancellation.cancel();
    this.#release(false);
  }

  /** Marks the call as over; false when it was already. */
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
    const expired: Outcome = { code: statusCodes.DEADLINE_EXCEEDED, message: deadlineExceeded };
    const timer = clock.after(ms, `deadline of ${this.path}`, () => this.abort(expired));
    return () => timer.cancel();
  }
}
