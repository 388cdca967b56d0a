import type { Call, CallListener, CallOptions, CallStatus } from '../client/connection.js';
import { statusCodes } from '../protocol/status-code.js';
import { CancellationSource } from '../time/cancellation.js';
import type { Timekeeper } from '../time/clock.js';
import type { Timer } from '../time/timer-queue.js';
import { type Exchange, InProcessServerCall } from './in-process-server-call.js';
import type { LoopShare } from './loop-share.js';
import type { Place } from './roster.js';
import type { ServerCall } from './server-call.js';
import { Window } from './window.js';
import { queueMicrotask } from '../time/host.js';

/** How deadlines in this process are rounded up, in milliseconds. */
const deadlineGrain = 100;

/** Milliseconds of a deadline, as it is kept. */
export function grained(ms: number): number {
  return Math.ceil(ms / deadlineGrain) * deadlineGrain;
}

const refused = Promise.resolve(false);

/** Options that only this transport has. */
export interface InProcessCallOptions extends CallOptions {
  /**
   * Whether a status other than OK overtakes the messages that wait to be read, which are then dropped, as in grpc-js
   * over a socket.
   */
  readonly overtaking?: boolean;
}

/** The parts of its connection that a call needs. */
export interface Surroundings {
  readonly clock: Timekeeper;
  readonly share: LoopShare;
  /** Called when the call is over. */
  gone(call: InProcessCall): void;
  /** Ends every call of the connection. */
  drop(reason: string): void;
}

/** One call: the client's end, and in `server` the handler's. */
export class InProcessCall implements Call, Exchange {
  /** @internal */
  readonly server: ServerCall;
  readonly cancellation = new CancellationSource();
  /**
   * Its place among the calls of its connection.
   * @internal
   */
  place: Place<InProcessCall> | undefined;
  readonly #number: number;
  readonly #path: string;
  readonly #listener: CallListener;
  readonly #clock: Timekeeper;
  readonly #surroundings: Surroundings;
  readonly #requests: Window;
  readonly #responses: Window;
  readonly #deadline: Timer | undefined;
  readonly #overtaking: boolean;
  /**
   * Whether the server has sent headers, as it does with its first message; they reach even a client that does not
   * read.
   */
  #hasHeaders = false;
  #headersGiven = false;
  #paused = false;
  #flowing = false;
  /** Made when it is needed, because many streams may wait. */
  #deliverSoon: (() => void) | undefined;
  #giving = false;
  #outcome: CallStatus | undefined;
  #over = false;

  /** @internal */
  constructor(
    number: number,
    path: string,
    options: InProcessCallOptions,
    listener: CallListener,
    surroundings: Surroundings,
  ) {
    this.#number = number;
    this.#path = path;
    this.#overtaking = options.overtaking ?? false;
    this.#listener = listener;
    this.#clock = surroundings.clock;
    this.#surroundings = surroundings;
    this.#requests = new Window(surroundings.share);
    this.#responses = new Window(surroundings.share);
    this.#deadline = this.#setDeadline(path, options.deadlineMs);
    this.server = new InProcessServerCall(number, path, options.metadata ?? {}, this);
  }

  /** Waits for the turn of an event of this call, where a scheduler gives turns. */
  turn(event: string): Promise<void> | undefined {
    if (!this.#clock.takesTurns) return undefined;
    const name = this.#path.slice(this.#path.lastIndexOf('/') + 1);
    return this.#clock.turn(`${name}#${this.#number} ${event}`);
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
   * Hands over the next message inside this call, if one waits and may be given at once; false if none does. The status
   * follows later. For those who ask for messages one by one.
   */
  giveNow(): boolean {
    if (this.#over || this.#giving || !this.#headersGiven || this.#responses.empty || this.#clock.takesTurns)
      return false;
    const message = this.#responses.readNow();
    if (message === undefined) return false;
    this.#clock.touch();
    if (this.#outcome !== undefined && this.#responses.empty) this.#flow();
    this.#give(message);
    return true;
  }

  /**
   * Gives a message. Whoever asks for the next one meanwhile gets that one later, because there might not be enough
   * stack.
   */
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

  /**
   * Takes the next message of the client.
   * @internal
   */
  take(): Promise<Uint8Array | undefined> {
    return this.#clock.takesTurns ? this.#takeInTurn() : this.#requests.read();
  }

  async #takeInTurn(): Promise<Uint8Array | undefined> {
    const message = await this.#requests.read();
    await this.turn(message === undefined ? '-> end' : '-> message');
    return message;
  }

  /** @internal */
  answer(message: Uint8Array): Promise<boolean> {
    if (this.#over || this.#outcome !== undefined) return refused;
    this.#clock.touch();
    this.#hasHeaders = true;
    const written = this.#responses.write(message);
    this.#flow();
    return written;
  }

  /** @internal */
  answerHeaders(): void {
    if (this.#over || this.#outcome !== undefined) return;
    this.#hasHeaders = true;
    this.#flow();
  }

  /** @internal */
  endWith(status: CallStatus): void {
    if (this.#outcome !== undefined || this.#over) return;
    this.#clock.touch();
    this.#outcome = status;
    if (this.#overtaking && status.code !== statusCodes.OK) this.#responses.drop();
    this.#flow();
  }

  /** @internal */
  backlog(): ReturnType<ServerCall['backlog']> {
    return { requests: this.#requests.length, responses: this.#responses.length, held: this.#responses.held };
  }

  /** @internal */
  dropAll(reason: string): void {
    this.#surroundings.drop(reason);
  }

  // Between the two.

  /** Hands over what waits, then the status, on a later microtask and never inside the writer's call. */
  #flow(): void {
    if (this.#flowing || this.#over) return;
    if (this.#paused && (this.#outcome === undefined || !this.#responses.empty) && this.#headersGiven) return;
    this.#flowing = true;
    const turn = this.turn(this.#responses.empty ? '<- status' : '<- message');
    if (turn === undefined) void this.#surroundings.share.soon.then((this.#deliverSoon ??= () => this.#deliver()));
    else void turn.then(() => this.#deliverOne());
  }

  /** Hands over one message, or the status, at each turn that a scheduler gives. */
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
    this.#deadline?.cancel();
    this.#surroundings.gone(this);
    if (this.#outcome === undefined) this.#tellServer();
    queueMicrotask(() => this.#listener.onStatus(status));
  }

  #tellServer(): void {
    const turn = this.turn('cancelled');
    if (turn === undefined) this.cancellation.cancel();
    else void turn.then(() => this.cancellation.cancel());
  }

  #finish(status: CallStatus): void {
    if (this.#over) return;
    this.#over = true;
    this.#requests.drop();
    this.#deadline?.cancel();
    this.#surroundings.gone(this);
    this.#listener.onStatus(status);
  }

  #setDeadline(path: string, deadlineMs: number | undefined): Timer | undefined {
    if (deadlineMs === undefined || deadlineMs === Number.POSITIVE_INFINITY) return undefined;
    return this.#clock.after(grained(deadlineMs), `deadline of ${path}`, () => this.expire(), { deadline: true });
  }
}
