import type { StatusResponse } from '../../protocol/messages.js';

/** A reader of a build's progress: whoever finds nothing to take waits, and looks again. */
export interface Subscriber {
  /** The next message, if there is one. */
  take(): StatusResponse | undefined;
  /** Whether nothing will ever come. */
  readonly done: boolean;
  /** Resolves when there may be a message, or nothing will come any more. */
  wait(): Promise<void>;
  /** Reads no more. */
  leave(): void;
}

export interface StatusFeedOptions {
  /** All subscribers share one channel: each message goes to one of them. Otherwise each gets all, from the first. */
  readonly shared: boolean;
  /** Whoever sends waits until a subscriber has taken the message. */
  readonly stalls: boolean;
}

/** A message, and who waits for it to be taken. */
interface Sent {
  readonly message: StatusResponse;
  taken: (() => void) | undefined;
}

/** The progress of one build, on its way from the build to its Status streams. */
export class StatusFeed {
  /** Whether whoever sends has to wait until the message is taken. */
  readonly stalls: boolean;
  readonly #shared: boolean;
  /** Not yet taken (shared), or all there ever were. */
  readonly #sent: Sent[] = [];
  /** Who waits for a message, longest first. Few, and soon gone. */
  readonly #waiting: (() => void)[] = [];
  #subscribers = 0;
  #closed = false;

  constructor({ shared, stalls }: StatusFeedOptions) {
    this.#shared = shared;
    this.stalls = stalls;
  }

  /** Whether a subscriber is waiting for a message right now. */
  get hasReader(): boolean {
    return this.#waiting.length > 0;
  }

  /** Whether anybody reads, now or when they have room again. */
  get hasSubscriber(): boolean {
    return this.#subscribers > 0;
  }

  /** @param taken called when the first subscriber takes the message, never inside this call */
  send(message: StatusResponse, taken?: () => void): void {
    this.#sent.push({ message, taken });
    this.#wake();
  }

  /** What was sent can still be read. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  subscribe(): Subscriber {
    let position = 0;
    let left = false;
    let wake: (() => void) | undefined;
    this.#subscribers++;
    const ready = (): boolean => (this.#shared ? this.#sent.length > 0 : position < this.#sent.length);
    const done = (): boolean => left || (this.#closed && !ready());
    return {
      take: () => {
        if (left || !ready()) return undefined;
        const sent = this.#shared ? this.#sent.shift() : this.#sent[position++];
        return sent === undefined ? undefined : taken(sent);
      },
      get done() {
        return done();
      },
      wait: () => {
        if (ready() || done()) return atOnce;
        return new Promise((resolve) => {
          wake = resolve;
          this.#waiting.push(resolve);
        });
      },
      leave: () => {
        if (left) return;
        left = true;
        this.#subscribers--;
        const place = wake === undefined ? -1 : this.#waiting.indexOf(wake);
        if (place >= 0) this.#waiting.splice(place, 1);
        wake?.();
        // It may have been woken for a message that is now another's to take.
        if (this.#shared && ready()) this.#wake();
      },
    };
  }

  /** Shared, the one that has waited longest gets the message; the others find none and wait again. */
  #wake(): void {
    const count = this.#shared && !this.#closed ? 1 : this.#waiting.length;
    for (const wake of this.#waiting.splice(0, count)) wake();
  }
}

const atOnce = Promise.resolve();

/** Where messages are kept, those who waited are not. */
function taken(sent: Sent): StatusResponse {
  sent.taken?.();
  sent.taken = undefined;
  return sent.message;
}
