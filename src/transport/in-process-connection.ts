import type { Call, CallListener, CallOptions, CallStatus, Connection, Metadata } from '../client/connection.js';
import { statusCodes } from '../protocol/status-code.js';
import { CancellationSource } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import { Inbox } from './inbox.js';
import type { Acceptor, Outcome, ServerCall } from './server-call.js';

/** As over HTTP/2: a writer is held back when so many bytes wait to be read. */
const windowBytes = 65_535;
/** What HTTP/2 and gRPC add to a message's bytes, so that empty messages fill the window too. */
const frameBytes = 5;
/** A deadline in this process is rounded up to this many milliseconds. */
const deadlineGrain = 100;

/** Calls to handlers in the same process: real bytes, no socket. */
export class InProcessConnection implements Connection {
  readonly address = 'in-process';
  readonly #accept: Acceptor;
  readonly #clock: Timekeeper;
  readonly #open = new Set<InProcessCall>();
  #closed = false;

  constructor(accept: Acceptor, clock: Timekeeper) {
    this.#accept = accept;
    this.#clock = clock;
  }

  open(path: string, options: CallOptions, listener: CallListener): Call {
    const call = new InProcessCall(path, options, listener, this.#clock, () => this.#open.delete(call));
    this.#open.add(call);
    this.#clock.touch();
    if (this.#closed) call.drop('the connection is closed');
    else queueMicrotask(() => this.#accept(call.server));
    return call;
  }

  /** Ends every call with UNAVAILABLE, as when a server dies. */
  drop(reason: string): void {
    for (const call of [...this.#open]) call.drop(reason);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.drop('the connection was closed');
  }
}

class InProcessCall implements Call {
  readonly server: ServerCall;
  readonly #listener: CallListener;
  readonly #clock: Timekeeper;
  readonly #gone: () => void;
  readonly #requests = new Window();
  readonly #responses = new Window();
  readonly #cancellation = new CancellationSource();
  readonly #clearDeadline: () => void;
  #headersGiven = false;
  #paused = false;
  #flowing = false;
  #outcome: CallStatus | undefined;
  #over = false;

  constructor(path: string, options: CallOptions, listener: CallListener, clock: Timekeeper, gone: () => void) {
    this.#listener = listener;
    this.#clock = clock;
    this.#gone = gone;
    this.#clearDeadline = this.#setDeadline(path, options.deadlineMs);
    this.server = this.#serverEnd(path, options.metadata ?? {});
  }

  // The client's end.

  async send(message: Uint8Array): Promise<void> {
    if (this.#over) return;
    this.#clock.touch();
    await this.#requests.write(message);
  }

  halfClose(): void {
    this.#clock.touch();
    this.#requests.close();
  }

  cancel(): void {
    this.#finishEarly({ code: statusCodes.CANCELLED, message: 'Cancelled on client', trailers: {} });
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#clock.touch();
    this.#flow();
  }

  drop(reason: string): void {
    this.#finishEarly({ code: statusCodes.UNAVAILABLE, message: reason, trailers: {} });
  }

  // The server's end.

  #serverEnd(path: string, metadata: Metadata): ServerCall {
    const requests = this.#requests;
    const cancellation = this.#cancellation;
    return {
      path,
      metadata,
      peer: 'in-process',
      get cancelled() {
        return cancellation.cancelled;
      },
      onCancel: (called) => cancellation.onCancel(called),
      receive: () => requests.read(),
      send: async (message) => {
        if (this.#over || this.#outcome !== undefined) return false;
        this.#clock.touch();
        const written = this.#responses.write(message);
        this.#flow();
        await written;
        return !this.#over;
      },
      end: (outcome) => this.#end(outcome),
    };
  }

  #end(outcome: Outcome): void {
    if (this.#outcome !== undefined || this.#over) return;
    this.#clock.touch();
    const trailers: Metadata =
      outcome.details === undefined ? {} : { 'grpc-status-details-bin': [outcome.details] };
    this.#outcome = { code: outcome.code, message: outcome.message, trailers };
    this.#flow();
  }

  /** Hands over what waits, then the status, on a later microtask: never inside the writer's call. */
  #flow(): void {
    if (this.#flowing || this.#over) return;
    this.#flowing = true;
    queueMicrotask(() => {
      this.#flowing = false;
      this.#deliver();
    });
  }

  #deliver(): void {
    while (!this.#over && !this.#paused) {
      const message = this.#responses.readNow();
      if (message === undefined) break;
      if (!this.#headersGiven) {
        this.#headersGiven = true;
        this.#listener.onHeaders({});
      }
      this.#listener.onMessage(message);
    }
    if (this.#outcome !== undefined && this.#responses.empty) this.#finish(this.#outcome);
  }

  #finishEarly(status: CallStatus): void {
    if (this.#over) return;
    this.#clock.touch();
    this.#over = true;
    this.#requests.drop();
    this.#responses.drop();
    this.#clearDeadline();
    this.#gone();
    this.#cancellation.cancel();
    queueMicrotask(() => this.#listener.onStatus(status));
  }

  #finish(status: CallStatus): void {
    if (this.#over) return;
    this.#over = true;
    this.#requests.drop();
    this.#clearDeadline();
    this.#gone();
    this.#listener.onStatus(status);
  }

  #setDeadline(path: string, deadlineMs: number | undefined): () => void {
    if (deadlineMs === undefined) return () => {};
    const ms = Math.ceil(deadlineMs / deadlineGrain) * deadlineGrain;
    const expire = (): void =>
      this.#finishEarly({ code: statusCodes.DEADLINE_EXCEEDED, message: 'Deadline exceeded', trailers: {} });
    const timer = this.#clock.after(ms, `deadline of ${path}`, expire, { deadline: true });
    return () => timer.cancel();
  }
}

/** One direction: messages that wait, and the writers that are held back while too many bytes do. */
class Window {
  readonly #messages = new Inbox<Uint8Array>();
  readonly #held: (() => void)[] = [];
  #bytes = 0;

  get empty(): boolean {
    return this.#messages.length === 0;
  }

  write(message: Uint8Array): Promise<void> {
    this.#bytes += message.length + frameBytes;
    this.#messages.push(message);
    if (this.#bytes <= windowBytes) return Promise.resolve();
    return new Promise((resolve) => {
      this.#held.push(resolve);
    });
  }

  close(): void {
    this.#messages.close();
  }

  drop(): void {
    this.#messages.drop();
    this.#bytes = 0;
    this.#release();
  }

  async read(): Promise<Uint8Array | undefined> {
    const message = await this.#messages.next();
    this.#taken(message);
    return message;
  }

  readNow(): Uint8Array | undefined {
    const message = this.#messages.take();
    this.#taken(message);
    return message;
  }

  #taken(message: Uint8Array | undefined): void {
    if (message !== undefined) this.#bytes -= message.length + frameBytes;
    if (this.#bytes <= windowBytes) this.#release();
  }

  #release(): void {
    for (const resolve of this.#held.splice(0)) resolve();
  }
}
