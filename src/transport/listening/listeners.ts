import { Http2Listener } from '../http2-listener.js';
import type { Acceptor, Outcome } from '../server-call.js';
import { ListenError } from './listen-error.js';
import { Listener } from './listener.js';

/** All addresses on which a fake serves. */
export class Listeners {
  readonly #accept: Acceptor;
  readonly #requestLimit: number;
  readonly #hungUp: (text: string) => void;
  readonly #all: Listener[] = [];
  #closed = false;

  /**
   * @param hungUp told that connections cannot be accepted, and why, when that begins
   * @param requestLimit the largest request in bytes
   */
  constructor(accept: Acceptor, hungUp: (text: string) => void, requestLimit: number) {
    this.#requestLimit = requestLimit;
    this.#accept = accept;
    this.#hungUp = hungUp;
  }

  get none(): boolean {
    return this.#all.length === 0;
  }

  /**
   * Begins to listen on an address, and gives the gRPC target.
   * @throws ListenError, AddressError
   */
  async open(address: string): Promise<string> {
    const listener = await Listener.open(
      address,
      () => new Http2Listener(this.#accept, this.#hungUp, undefined, this.#requestLimit),
    );
    if (this.#closed) {
      listener.close();
      throw new ListenError(address, 'the fake was stopped');
    }
    this.#all.push(listener);
    return listener.target;
  }

  /** Ends all open calls; clients stay connected. */
  endCalls(outcome: Outcome): void {
    for (const listener of this.#all) listener.endCalls(outcome);
  }

  /** Drops every connection and stops listening. */
  drop(socketFile: 'remove' | 'leave'): void {
    for (const listener of this.#all) listener.drop(socketFile);
  }

  /**
   * Listens again on one address after the other. Calls `tell` for each: without an argument when it listens, else with
   * the reason why not.
   */
  async reopen(tell: (failure: string | undefined) => void): Promise<void> {
    for (const listener of this.#all) {
      if (this.#closed) return;
      const failure = await listener.reopen().then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      tell(failure);
      if (this.#closed) listener.drop();
    }
  }

  /** Drops every connection and leaves nothing behind. */
  close(): void {
    this.#closed = true;
    for (const listener of this.#all) listener.close();
  }
}
