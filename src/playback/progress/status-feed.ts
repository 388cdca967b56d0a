import type { StatusResponse } from '../../protocol/messages.js';

/** A reader of a build's progress. It takes messages while there are any, then waits, and looks again. */
export interface Subscriber {
  /** The next message, if there is one. */
  take(): StatusResponse | undefined;
  /** Whether nothing will ever come. */
  readonly done: boolean;
  /** Resolves when there may be a message, or nothing will come any more. */
  wait(): Promise<void>;
  /** Ends the reading. */
  leave(): void;
}

export interface StatusFeedOptions {
  /**
   * Whether all subscribers share one channel, in which each message goes to one of them. Otherwise each gets all
   * messages, from the first.
   */
  readonly shared: boolean;
  /** Whether the sender has to wait until a subscriber has taken the message. */
  readonly stalls: boolean;
}

/** A message, and who wants to know when it is taken. */
interface Sent {
  readonly message: StatusResponse;
  onTaken: (() => void) | undefined;
}

/** A subscriber that waits. */
interface Waiter {
  /** The message that was handed to this subscriber, and that nobody else can take any more. */
  handed: Sent | undefined;
  wake(): void;
}

/** The progress of one build, on its way from the build to its Status streams. */
export class StatusFeed {
  /** Whether the sender has to wait until the message is taken. */
  readonly stalls: boolean;
  readonly #shared: boolean;
  /**
   * With a shared channel, the messages that nobody has taken yet, and then nobody waits. Otherwise all messages that
   * there ever were.
   */
  readonly #sent: Sent[] = [];
  /** Those who wait, the longest first; a list suffices, because they are few and soon gone. */
  readonly #waiting: Waiter[] = [];
  #subscribers = 0;
  #closed = false;
  #vanished = false;

  constructor({ shared, stalls }: StatusFeedOptions) {
    this.#shared = shared;
    this.stalls = stalls;
  }

  /** Whether a subscriber is waiting for a message right now. */
  get hasReader(): boolean {
    return this.#waiting.length > 0;
  }

  /** Whether there is a subscriber, even one that has no room for a message right now. */
  get hasSubscriber(): boolean {
    return this.#subscribers > 0;
  }

  /** @param onTaken called when the first subscriber takes the message, never inside this call */
  send(message: StatusResponse, onTaken?: () => void): void {
    const sent = { message, onTaken };
    if (this.#shared) {
      if (!this.#hand(sent)) this.#sent.push(sent);
    } else {
      this.#sent.push(sent);
      this.#wakeAll();
    }
  }

  /** Ends the feed; what was sent can still be read. */
  close(): void {
    this.#closed = true;
    this.#wakeAll();
  }

  /** Ends the feed as if it had never been: whoever has found it is to find nothing in it. */
  vanish(): void {
    this.#vanished = true;
    this.close();
  }

  get vanished(): boolean {
    return this.#vanished;
  }

  subscribe(): Subscriber {
    let position = 0;
    let left = false;
    let waiter: Waiter | undefined;
    this.#subscribers++;
    const next = (): Sent | undefined => {
      if (waiter?.handed !== undefined) return waiter.handed;
      return this.#shared ? this.#sent[0] : this.#sent[position];
    };
    const done = (): boolean => left || (this.#closed && next() === undefined);
    return {
      take: () => {
        const sent = left ? undefined : next();
        if (sent === undefined) return undefined;
        if (sent !== waiter?.handed) {
          if (this.#shared) this.#sent.shift();
          else position++;
        }
        waiter = undefined;
        sent.onTaken?.();
        // Where messages are kept, those who wanted to know of them are forgotten once they have been told.
        sent.onTaken = undefined;
        return sent.message;
      },
      get done() {
        return done();
      },
      wait: () => {
        if (next() !== undefined || done()) return atOnce;
        return new Promise((resolve) => {
          waiter = { handed: undefined, wake: resolve };
          this.#waiting.push(waiter);
        });
      },
      leave: () => {
        if (left) return;
        left = true;
        this.#subscribers--;
        if (waiter === undefined) return;
        const place = this.#waiting.indexOf(waiter);
        if (place >= 0) this.#waiting.splice(place, 1);
        const { handed } = waiter;
        if (handed !== undefined && !this.#hand(handed)) this.#sent.unshift(handed);
        waiter.wake();
      },
    };
  }

  /** Hands the message to the subscriber that has waited longest; false when nobody waits. */
  #hand(sent: Sent): boolean {
    const waiter = this.#waiting.shift();
    if (waiter === undefined) return false;
    waiter.handed = sent;
    waiter.wake();
    return true;
  }

  #wakeAll(): void {
    for (const waiter of this.#waiting.splice(0)) waiter.wake();
  }
}

const atOnce = Promise.resolve();
