import type { ServerInterceptingCallInterface, ServerListener } from '@grpc/grpc-js';
import type { Metadata } from '../client/connection.js';
import { CancellationSource } from '../time/cancellation.js';
import { detailsThatFit } from './details-that-fit.js';
import { newMetadata } from './grpc-js.js';
import { Inbox } from './inbox.js';
import { type Acceptor, type Outcome, type ServerCall, taken } from './server-call.js';

/** Reading pauses while so many bytes wait for the handler, so that HTTP/2 holds the client back. */
const inboxBytes = 65_536;

/** So many bytes may wait to be written: to wait for each message would cost a turn of the event loop a message. */
const aheadBytes = 16_384;

const refused = Promise.resolve(false);

/** A call that came over a socket. It stands where interceptors do, for grpc-js' streams of messages cost as much as all else. */
export class GrpcJsServerCall implements ServerCall {
  readonly path: string;
  readonly peer: string;
  #metadata: Metadata = {};
  readonly #call: ServerInterceptingCallInterface;
  readonly #gone: () => void;
  readonly #cancellation = new CancellationSource();
  readonly #inbox = new Inbox<Uint8Array>();
  #waiting = 0;
  #reading = false;
  #unwritten = 0;
  /** Those whose messages wait until those before them are written. */
  #held: ((taken: boolean) => void)[] = [];
  #over = false;

  /** @param gone called when the call is over */
  constructor(path: string, call: ServerInterceptingCallInterface, gone: () => void) {
    this.path = path;
    this.peer = call.getPeer();
    this.#call = call;
    this.#gone = gone;
  }

  get metadata(): Metadata {
    return this.#metadata;
  }

  /** What grpc-js is to tell; nothing of it goes on to a handler of its own. */
  listener(accept: Acceptor): ServerListener {
    return {
      onReceiveMetadata: (metadata) => {
        this.#metadata = metadata.getMap() as unknown as Metadata;
        accept(this);
        this.#read();
      },
      onReceiveMessage: (message: Uint8Array) => {
        this.#reading = false;
        this.#waiting += message.length;
        this.#inbox.push(message);
        this.#read();
      },
      onReceiveHalfClose: () => this.#inbox.close(),
      onCancel: () => this.#cancel(),
    };
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
      this.#read();
    }
    return message;
  }

  /** Asks for a message, of those of which it gets one for each time that it asks. */
  #read(): void {
    if (this.#reading || this.#over || this.#waiting > inboxBytes) return;
    this.#reading = true;
    this.#call.startRead();
  }

  send(message: Uint8Array): Promise<boolean> {
    if (this.#over) return refused;
    const size = message.length;
    this.#unwritten += size;
    this.#call.sendMessage(message, () => {
      this.#unwritten -= size;
      if (this.#unwritten <= aheadBytes) this.#release(true);
    });
    if (this.#unwritten <= aheadBytes) return taken;
    return new Promise((resolve) => this.#held.push(resolve));
  }

  #release(isTaken: boolean): void {
    if (this.#held.length === 0) return;
    const held = this.#held;
    this.#held = [];
    for (const resolve of held) resolve(isTaken);
  }

  /** What waits at the client's end cannot be told. */
  backlog(): ReturnType<ServerCall['backlog']> {
    return { requests: this.#inbox.length, responses: 0, held: this.#held.length > 0 };
  }

  sendHeaders(): void {
    if (!this.#over) this.#call.sendMetadata(newMetadata());
  }

  end(outcome: Outcome): void {
    if (this.#finish()) this.#endWith(outcome);
  }

  /** The server gives the call up: its handler sees it cancelled, the client gets this outcome. */
  abort(outcome: Outcome): void {
    if (!this.#finish()) return;
    this.#stop();
    this.#endWith(outcome);
  }

  #endWith({ code, message, details: all }: Outcome): void {
    const metadata = newMetadata();
    const details = detailsThatFit(all);
    if (details !== undefined) metadata.set('grpc-status-details-bin', Buffer.from(details));
    this.#call.sendStatus({ code, details: message, metadata });
  }

  #cancel(): void {
    if (this.#finish()) this.#stop();
  }

  #stop(): void {
    this.#inbox.drop();
    this.#cancellation.cancel();
    this.#release(false);
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
