import type { Call, CallListener, CallOptions, CallStatus, Connection, Metadata } from '../client/connection.js';
import { statusCodes } from '../protocol/status-code.js';
import { CancellationSource } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import { CallNumbers } from './call-numbers.js';
import { Inbox } from './inbox.js';
import type { Acceptor, Outcome, ServerCall } from './server-call.js';

/** As over HTTP/2: a writer is held back when so many bytes wait to be read. */
const windowBytes = 65_535;
/** What HTTP/2 and gRPC add to a message's bytes, so that empty messages fill the window too. */
const frameBytes = 5;
/** A deadline in this process is rounded up to this many milliseconds. */
const deadlineGrain = 100;

/** What only this transport can do. */
export interface InProcessCallOptions extends CallOptions {
  /** A status other than OK overtakes the messages that wait to be read, which are dropped: as in grpc-js over a socket. */
  readonly overtaking?: boolean;
}

/** Calls to handlers in the same process: real bytes, no socket. */
export class InProcessConnection implements Connection {
  readonly address = 'in-process';
  readonly #accept: Acceptor;
  readonly #clock: Timekeeper;
  readonly #open = new Set<InProcessCall>();
  readonly #onClose: () => void;
  readonly #numbers: CallNumbers;
  #closed = false;

  /** @param closed called when the connection is closed */
  constructor(accept: Acceptor, clock: Timekeeper, numbers = new CallNumbers(), closed: () => void = () => {}) {
    this.#accept = accept;
    this.#clock = clock;
    this.#numbers = numbers;
    this.#onClose = closed;
  }

  open(path: string, options: InProcessCallOptions, listener: CallListener): InProcessCall {
    const number = this.#numbers.next();
    const call = new InProcessCall(number, path, options, listener, this.#clock, () => this.#open.delete(call));
    this.#open.add(call);
    this.#clock.touch();
    if (this.#closed) call.drop('the connection is closed');
    else if (options.deadlineMs !== undefined && options.deadlineMs <= 0) call.expire();
    else this.#announce(call);
    return call;
  }

  /** The server learns of the call on a later microtask, or when its turn has come. */
  #announce(call: InProcessCall): void {
    const turn = call.turn('opens');
    if (turn === undefined) queueMicrotask(() => this.#accept(call.server));
    else void turn.then(() => this.#accept(call.server));
  }

  /** Ends every call with UNAVAILABLE, as when a server dies. */
  drop(reason: string): void {
    for (const call of [...this.#open]) call.drop(reason);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.drop('the connection was closed');
    this.#onClose();
  }
}

/** One call: what the client holds, and `server`, what the handler gets. */
export class InProcessCall implements Call {
  /** @internal */
  readonly server: ServerCall;
  readonly #name: string;
  readonly #listener: CallListener;
  readonly #clock: Timekeeper;
  readonly #gone: () => void;
  readonly #requests = new Window();
  readonly #responses = new Window();
  readonly #cancellation = new CancellationSource();
  readonly #clearDeadline: () => void;
  readonly #overtaking: boolean;
  /** With its first message, the server sends headers; whoever does not read gets them all the same. */
  #hasHeaders = false;
  #headersGiven = false;
  #paused = false;
  #flowing = false;
  #outcome: CallStatus | undefined;
  #over = false;

  /** @internal */
  constructor(
    number: number,
    path: string,
    options: InProcessCallOptions,
    listener: CallListener,
    clock: Timekeeper,
    gone: () => void,
  ) {
    this.#name = `${path.slice(path.lastIndexOf('/') + 1)}#${number}`;
    this.#overtaking = options.overtaking ?? false;
    this.#listener = listener;
    this.#clock = clock;
    this.#gone = gone;
    this.#clearDeadline = this.#setDeadline(path, options.deadlineMs);
    this.server = this.#serverEnd(number, path, options.metadata ?? {});
  }

  /** Waits for the turn of an event of this call, where a scheduler gives turns. */
  turn(event: string): Promise<void> | undefined {
    return this.#clock.turn(`${this.#name} ${event}`);
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
    this.cancelWith(statusCodes.CANCELLED, 'Cancelled on client');
  }

  /** The deadline is over. */
  expire(): void {
    this.cancelWith(statusCodes.DEADLINE_EXCEEDED, 'Deadline exceeded');
  }

  /** Ends the call with a status of the client's own. */
  cancelWith(code: number, message: string): void {
    this.#finishEarly({ code, message, trailers: {} });
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

  #serverEnd(number: number, path: string, metadata: Metadata): ServerCall {
    const requests = this.#requests;
    const cancellation = this.#cancellation;
    return {
      number,
      path,
      metadata,
      peer: 'in-process',
      get cancelled() {
        return cancellation.cancelled;
      },
      onCancel: (called) => cancellation.onCancel(called),
      receive: async () => {
        const message = await requests.read();
        const turn = this.turn(message === undefined ? '-> end' : '-> message');
        if (turn !== undefined) await turn;
        return message;
      },
      send: async (message) => {
        if (this.#over || this.#outcome !== undefined) return false;
        this.#clock.touch();
        this.#hasHeaders = true;
        const written = this.#responses.write(message);
        this.#flow();
        return written;
      },
      backlog: () => ({
        requests: requests.length,
        responses: this.#responses.length,
        held: this.#responses.held,
      }),
      end: (outcome) => this.#end(outcome),
    };
  }

  #end(outcome: Outcome): void {
    if (this.#outcome !== undefined || this.#over) return;
    this.#clock.touch();
    const trailers: Metadata = outcome.details === undefined ? {} : { 'grpc-status-details-bin': [outcome.details] };
    this.#outcome = { code: outcome.code, message: outcome.message, trailers };
    if (this.#overtaking && outcome.code !== statusCodes.OK) this.#responses.drop();
    this.#flow();
  }

  /** Hands over what waits, then the status, on a later microtask: never inside the writer's call. */
  #flow(): void {
    if (this.#flowing || this.#over) return;
    if (this.#paused && (this.#outcome === undefined || !this.#responses.empty) && this.#headersGiven) return;
    this.#flowing = true;
    const turn = this.turn(this.#responses.empty ? '<- status' : '<- message');
    const flow = (deliver: () => void): void => {
      this.#flowing = false;
      deliver();
    };
    if (turn === undefined) queueMicrotask(() => flow(() => this.#deliver()));
    else void turn.then(() => flow(() => this.#deliverOne()));
  }

  /** Under a scheduler: one message, or the status, at each turn. */
  #deliverOne(): void {
    if (this.#over) return;
    this.#giveHeaders();
    const message = this.#paused ? undefined : this.#responses.readNow();
    if (message !== undefined) this.#listener.onMessage(message);
    else if (this.#outcome !== undefined && this.#responses.empty) this.#finish(this.#outcome);
    if (!this.#responses.empty || this.#outcome !== undefined) this.#flow();
  }

  #giveHeaders(): void {
    if (!this.#hasHeaders || this.#headersGiven) return;
    this.#headersGiven = true;
    this.#listener.onHeaders({});
  }

  #deliver(): void {
    this.#giveHeaders();
    while (!this.#over && !this.#paused) {
      const message = this.#responses.readNow();
      if (message === undefined) break;
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
    if (this.#outcome === undefined) this.#tellServer();
    queueMicrotask(() => this.#listener.onStatus(status));
  }

  #tellServer(): void {
    const turn = this.turn('cancelled');
    if (turn === undefined) this.#cancellation.cancel();
    else void turn.then(() => this.#cancellation.cancel());
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
    if (deadlineMs === undefined || deadlineMs === Number.POSITIVE_INFINITY) return () => {};
    const ms = Math.ceil(deadlineMs / deadlineGrain) * deadlineGrain;
    const timer = this.#clock.after(ms, `deadline of ${path}`, () => this.expire(), { deadline: true });
    return () => timer.cancel();
  }
}

/** One direction: messages that wait, and the writers that are held back while too many bytes do. */
class Window {
  readonly #messages = new Inbox<Uint8Array>();
  readonly #held: ((taken: boolean) => void)[] = [];
  #bytes = 0;
  #closed = false;

  get length(): number {
    return this.#messages.length;
  }

  get empty(): boolean {
    return this.#messages.length === 0;
  }

  /** Whether a writer is held back. */
  get held(): boolean {
    return this.#held.length > 0;
  }

  /** True when there is room for the message, at once or later; false when it will never be read. */
  write(message: Uint8Array): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    this.#bytes += message.length + frameBytes;
    this.#messages.push(message);
    if (this.#bytes <= windowBytes) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.#held.push(resolve);
    });
  }

  close(): void {
    this.#closed = true;
    this.#messages.close();
  }

  drop(): void {
    this.#closed = true;
    this.#messages.drop();
    this.#bytes = 0;
    this.#release(false);
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
    if (this.#bytes <= windowBytes) this.#release(true);
  }

  #release(taken: boolean): void {
    for (const resolve of this.#held.splice(0)) resolve(taken);
  }
}
