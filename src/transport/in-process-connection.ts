import type { Call, CallListener, CallOptions, CallStatus, Connection, Metadata } from '../client/connection.js';
import { statusCodes } from '../protocol/status-code.js';
import { CancellationSource } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import { CallNumbers } from './call-numbers.js';
import { inProcessWire } from './in-process-wire.js';
import { LoopShare } from './loop-share.js';
import type { Acceptor, ServerCall } from './server-call.js';
import { Window } from './window.js';

/** A deadline in this process is rounded up to this many milliseconds. */
const deadlineGrain = 100;

const refused = Promise.resolve(false);
/** To be followed by what is to happen on a microtask; cheaper than `queueMicrotask`. */
const now = Promise.resolve();

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
  readonly #share = new LoopShare();
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
    const surroundings: Surroundings = {
      share: this.#share,
      gone: () => this.#open.delete(call),
      drop: (reason) => this.drop(reason),
    };
    const call = new InProcessCall(number, path, options, listener, this.#clock, surroundings);
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

/** What a call needs of its connection. */
interface Surroundings {
  readonly share: LoopShare;
  /** The call is over. */
  gone(): void;
  /** Ends every call of the connection. */
  drop(reason: string): void;
}

/** One call: what the client holds, and `server`, what the handler gets. */
export class InProcessCall implements Call {
  /** @internal */
  readonly server: ServerCall;
  readonly #name: string;
  readonly #listener: CallListener;
  readonly #clock: Timekeeper;
  readonly #surroundings: Surroundings;
  readonly #requests: Window;
  readonly #responses: Window;
  readonly #cancellation = new CancellationSource();
  readonly #clearDeadline: () => void;
  readonly #overtaking: boolean;
  /** With its first message, the server sends headers; whoever does not read gets them all the same. */
  #hasHeaders = false;
  #headersGiven = false;
  #paused = false;
  #flowing = false;
  #giving = false;
  #scheduled = false;
  #outcome: CallStatus | undefined;
  #over = false;

  /** @internal */
  constructor(
    number: number,
    path: string,
    options: InProcessCallOptions,
    listener: CallListener,
    clock: Timekeeper,
    surroundings: Surroundings,
  ) {
    this.#name = `${path.slice(path.lastIndexOf('/') + 1)}#${number}`;
    this.#overtaking = options.overtaking ?? false;
    this.#listener = listener;
    this.#clock = clock;
    this.#surroundings = surroundings;
    this.#requests = new Window(surroundings.share);
    this.#responses = new Window(surroundings.share);
    this.#clearDeadline = this.#setDeadline(path, options.deadlineMs);
    this.server = this.#serverEnd(number, path, options.metadata ?? {});
  }

  /** Waits for the turn of an event of this call, where a scheduler gives turns. */
  turn(event: string): Promise<void> | undefined {
    const turn = this.#clock.turn(`${this.#name} ${event}`);
    this.#scheduled = turn !== undefined;
    return turn;
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

  /**
   * Hands over the next message inside this call, if one waits and may be given at once; false if none does. The
   * status follows later. For whoever asks for messages one by one.
   */
  giveNow(): boolean {
    if (this.#over || this.#giving || !this.#headersGiven || this.#responses.empty || this.#scheduled) return false;
    const message = this.#responses.readNow();
    if (message === undefined) return false;
    this.#clock.touch();
    if (this.#outcome !== undefined && this.#responses.empty) this.#flow();
    this.#give(message);
    return true;
  }

  /** Whoever asks for the next message while it gets one does not get that inside, for want of stack. */
  #give(message: Uint8Array): void {
    this.#giving = true;
    try {
      this.#listener.onMessage(message);
    } finally {
      this.#giving = false;
    }
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
      wire: inProcessWire(
        (status) => this.#endWith(status),
        (reason) => this.#surroundings.drop(reason),
      ),
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
      send: (message) => {
        if (this.#over || this.#outcome !== undefined) return refused;
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
      sendHeaders: () => {
        if (this.#over || this.#outcome !== undefined) return;
        this.#hasHeaders = true;
        this.#flow();
      },
      end: ({ code, message, details }) => {
        const trailers: Metadata = details === undefined ? {} : { 'grpc-status-details-bin': [details] };
        this.#endWith({ code, message, trailers });
      },
    };
  }

  #endWith(status: CallStatus): void {
    if (this.#outcome !== undefined || this.#over) return;
    this.#clock.touch();
    this.#outcome = status;
    if (this.#overtaking && status.code !== statusCodes.OK) this.#responses.drop();
    this.#flow();
  }

  /** Hands over what waits, then the status, on a later microtask: never inside the writer's call. */
  #flow(): void {
    if (this.#flowing || this.#over) return;
    if (this.#paused && (this.#outcome === undefined || !this.#responses.empty) && this.#headersGiven) return;
    this.#flowing = true;
    const turn = this.turn(this.#responses.empty ? '<- status' : '<- message');
    if (turn === undefined) void now.then(() => this.#deliver());
    else void turn.then(() => this.#deliverOne());
  }

  /** Under a scheduler: one message, or the status, at each turn. */
  #deliverOne(): void {
    this.#flowing = false;
    if (this.#over) return;
    this.#giveHeaders();
    const message = this.#paused ? undefined : this.#responses.readNow();
    if (message !== undefined) this.#give(message);
    else if (this.#outcome !== undefined && this.#responses.empty) this.#finish(this.#outcome);
    if (!this.#responses.empty || this.#outcome !== undefined) this.#flow();
  }

  #giveHeaders(): void {
    if (!this.#hasHeaders || this.#headersGiven) return;
    this.#headersGiven = true;
    this.#listener.onHeaders({});
  }

  #deliver(): void {
    this.#flowing = false;
    this.#giveHeaders();
    while (!this.#over && !this.#paused) {
      const message = this.#responses.readNow();
      if (message === undefined) break;
      this.#give(message);
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
    this.#surroundings.gone();
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
    this.#surroundings.gone();
    this.#listener.onStatus(status);
  }

  #setDeadline(path: string, deadlineMs: number | undefined): () => void {
    if (deadlineMs === undefined || deadlineMs === Number.POSITIVE_INFINITY) return () => {};
    const ms = Math.ceil(deadlineMs / deadlineGrain) * deadlineGrain;
    const timer = this.#clock.after(ms, `deadline of ${path}`, () => this.expire(), { deadline: true });
    return () => timer.cancel();
  }
}
