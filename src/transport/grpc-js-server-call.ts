import { Metadata as GrpcMetadata, type ServerDuplexStream } from '@grpc/grpc-js';
import type { Metadata } from '../client/connection.js';
import { CancellationSource } from '../time/cancellation.js';
import { detailsThatFit } from './details-that-fit.js';
import { Inbox } from './inbox.js';
import type { Outcome, ServerCall } from './server-call.js';

/** A stream of grpc-js' server, of bytes both ways. */
export type ByteStream = ServerDuplexStream<Uint8Array, Uint8Array>;

/** Reading pauses while so many bytes wait for the handler, so that HTTP/2 holds the client back. */
const inboxBytes = 65_536;

/** A call that came over a socket. */
export class StreamCall implements ServerCall {
  readonly path: string;
  readonly metadata: Metadata;
  readonly peer: string;
  readonly #stream: ByteStream;
  readonly #gone: () => void;
  readonly #cancellation = new CancellationSource();
  readonly #inbox = new Inbox<Uint8Array>();
  #waiting = 0;
  #writing = 0;
  #over = false;

  /** @param gone called when the call is over */
  constructor(path: string, stream: ByteStream, gone: () => void) {
    this.path = path;
    this.metadata = stream.metadata.getMap() as unknown as Metadata;
    this.peer = stream.getPeer();
    this.#stream = stream;
    this.#gone = gone;
    stream.on('data', (message: Uint8Array) => {
      this.#waiting += message.length;
      this.#inbox.push(message);
      if (this.#waiting > inboxBytes) stream.pause();
    });
    stream.on('end', () => this.#inbox.close());
    stream.on('error', () => {});
    stream.on('cancelled', () => this.#cancel());
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
      const stop = this.#cancellation.onCancel(() => resolve(false));
      this.#writing++;
      this.#stream.write(message, () => {
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
    if (!this.#over) this.#stream.sendMetadata(new GrpcMetadata());
  }

  end(outcome: Outcome): void {
    if (this.#finish()) endStream(this.#stream, outcome);
  }

  /** The server gives the call up: its handler sees it cancelled, the client gets this outcome. */
  abort(outcome: Outcome): void {
    if (!this.#finish()) return;
    this.#inbox.drop();
    this.#cancellation.cancel();
    endStream(this.#stream, outcome);
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
    this.#inbox.close();
    this.#gone();
    return true;
  }
}

function endStream(stream: ByteStream, outcome: Outcome): void {
  const trailers = new GrpcMetadata();
  const details = detailsThatFit(outcome.details);
  if (details !== undefined) trailers.set('grpc-status-details-bin', Buffer.from(details));
  // Also for OK, which grpc-js would give the message `OK`, where the real server says nothing.
  stream.emit('error', { code: outcome.code, details: outcome.message, metadata: trailers });
}
