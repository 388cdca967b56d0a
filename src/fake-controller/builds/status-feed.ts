import type { StatusResponse } from '../../protocol/messages.js';

/** A reader of a build's progress. */
export interface Subscriber {
  /** The next message; undefined when the build is over. */
  next(): Promise<StatusResponse | undefined>;
  /** Reads no more; a `next` that waits gets undefined. */
  leave(): void;
}

export interface StatusFeedOptions {
  /** All subscribers share one channel: each message goes to one of them. Otherwise each gets all, from the first. */
  readonly shared: boolean;
  /** `send` waits until a subscriber has taken the message. */
  readonly stalls: boolean;
}

/** A message that nobody has taken, and the sender that may wait for that. */
interface Sent {
  readonly message: StatusResponse;
  readonly taken: () => void;
}

/** The progress of one build, on its way from the build to its Status streams. */
export class StatusFeed {
  readonly #options: StatusFeedOptions;
  /** Not yet taken (shared), or all there ever were. */
  readonly #sent: Sent[] = [];
  readonly #waiting = new Set<() => void>();
  #subscribers = 0;
  #closed = false;

  constructor(options: StatusFeedOptions) {
    this.#options = options;
  }

  /** Whether a subscriber is waiting for a message right now. */
  get hasReader(): boolean {
    return this.#waiting.size > 0;
  }

  /** Whether anybody reads, now or when they have room again. */
  get hasSubscriber(): boolean {
    return this.#subscribers > 0;
  }

  /** Resolves when the message is taken, or at once where the feed does not stall. */
  send(message: StatusResponse): Promise<void> {
    return new Promise((resolve) => {
      this.#sent.push({ message, taken: resolve });
      this.#wake();
      if (!this.#options.stalls) resolve();
    });
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
    const take = (): Sent | undefined => (this.#options.shared ? this.#sent.shift() : this.#sent[position++]);
    const ready = (): boolean => (this.#options.shared ? this.#sent.length > 0 : position < this.#sent.length);
    const next = (): StatusResponse | undefined => {
      // It was woken for a message that is now another's to take.
      if (left && ready()) this.#wake();
      if (left || !ready()) return undefined;
      const sent = take();
      sent?.taken();
      return sent?.message;
    };
    const settled = (): boolean => left || ready() || this.#closed;
    const wait = async (): Promise<StatusResponse | undefined> => {
      while (!settled()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          this.#waiting.add(resolve);
        });
      }
      return next();
    };
    return {
      next: () => (settled() ? Promise.resolve(next()) : wait()),
      leave: () => {
        if (!left) this.#subscribers--;
        left = true;
        if (wake !== undefined && this.#waiting.delete(wake)) wake();
      },
    };
  }

  /** Shared, the one that has waited longest gets the message; the others find none and wait again. */
  #wake(): void {
    for (const wake of this.#waiting) {
      this.#waiting.delete(wake);
      wake();
      if (this.#options.shared && !this.#closed) break;
    }
  }
}
