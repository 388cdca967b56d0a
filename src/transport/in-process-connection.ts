import type { CallListener, Connection } from '../client/connection.js';
import type { Timekeeper } from '../time/clock.js';
import { CallNumbers } from './call-numbers.js';
import { InProcessCall, type InProcessCallOptions, type Surroundings } from './in-process-call.js';
import { LoopShare } from './loop-share.js';
import { Roster } from './roster.js';
import type { Acceptor } from './server-call.js';
import { queueMicrotask } from '../time/host.js';

/** A connection to handlers in the same process, with real bytes and no socket. */
export class InProcessConnection implements Connection {
  readonly address = 'in-process';
  readonly #accept: Acceptor;
  readonly #clock: Timekeeper;
  readonly #open = new Roster<InProcessCall>();
  readonly #onClose: () => void;
  readonly #numbers: CallNumbers;
  readonly #surroundings: Surroundings;
  /** Those who wait to make a call once more. */
  readonly #waiting = new Set<(reason: string) => void>();
  #closed = false;
  #retired = false;
  /** Why no call is made once more; undefined while one may be. */
  #abandoned: string | undefined;

  /** @param closed called when the connection is closed */
  constructor(accept: Acceptor, clock: Timekeeper, numbers = new CallNumbers(), closed: () => void = () => {}) {
    this.#accept = accept;
    this.#clock = clock;
    this.#numbers = numbers;
    this.#onClose = closed;
    this.#surroundings = {
      clock,
      share: new LoopShare(),
      gone: ({ place }) => {
        if (place !== undefined) this.#open.remove(place);
        if (this.#retired && this.#open.empty) this.#onClose();
      },
      drop: (reason) => this.drop(reason),
    };
  }

  open(path: string, options: InProcessCallOptions, listener: CallListener): InProcessCall {
    const number = this.#numbers.next();
    const call = new InProcessCall(number, path, options, listener, this.#surroundings);
    call.place = this.#open.add(call);
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

  get clock(): Timekeeper {
    return this.#clock;
  }

  get abandoned(): string | undefined {
    return this.#abandoned;
  }

  /** Calls `listener` when no call is made once more; returns how to stop listening. */
  onAbandoned(listener: (reason: string) => void): () => void {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
  }

  /** Nobody will answer a call that is made once more. */
  abandon(reason: string): void {
    this.#abandoned ??= reason;
    for (const listener of [...this.#waiting]) listener(reason);
  }

  /** Ends every call with UNAVAILABLE, as when a server dies. */
  drop(reason: string): void {
    for (const call of [...this.#open]) call.drop(reason);
  }

  /** Retires the connection: no more calls will be made, those that are open go on, and it is closed after the last. */
  retire(): void {
    this.#retired = true;
    this.abandon('Channel closed before call started');
    if (this.#open.empty) this.#onClose();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.drop('the connection was closed');
    this.#onClose();
  }
}
