import { Inbox } from './inbox.js';
import type { LoopShare } from './loop-share.js';
import { taken } from './server-call.js';

/** How many bytes may wait to be read before a writer is held back, as over HTTP/2. */
const windowBytes = 65_535;
/** How many bytes HTTP/2 and gRPC add to a message, so that empty messages fill the window, too. */
const frameBytes = 5;

const refused = Promise.resolve(false);

/**
 * One direction of a call: the messages that wait, and the writers that are held back while there are too many bytes.
 */
export class Window {
  readonly #share: LoopShare;
  readonly #messages = new Inbox<Uint8Array>();
  #held: ((taken: boolean) => void)[] | undefined;
  #bytes = 0;
  #closed = false;
  #dropped = false;

  /** @param share how much writers may take of the event loop */
  constructor(share: LoopShare) {
    this.#share = share;
  }

  get length(): number {
    return this.#messages.length;
  }

  get empty(): boolean {
    return this.#messages.length === 0;
  }

  /** Whether a writer is held back. */
  get held(): boolean {
    return this.#held !== undefined;
  }

  /** Adds a message. Gives true when there is room for it, at once or later, and false when it will never be read. */
  write(message: Uint8Array): Promise<boolean> {
    if (this.#closed) return refused;
    const size = message.length + frameBytes;
    this.#bytes += size;
    this.#messages.push(message);
    const nextTurn = this.#share.spend(size);
    if (this.#bytes <= windowBytes) return nextTurn?.then(() => !this.#dropped) ?? taken;
    return new Promise((resolve) => {
      if (this.#held === undefined) this.#held = [resolve];
      else this.#held.push(resolve);
    });
  }

  close(): void {
    this.#closed = true;
    this.#messages.close();
  }

  drop(): void {
    this.#closed = true;
    this.#dropped = true;
    this.#messages.drop();
    this.#bytes = 0;
    this.#release(false);
  }

  read(): Promise<Uint8Array | undefined> {
    if (!this.empty) return Promise.resolve(this.readNow());
    return this.#messages.next().then((message) => {
      this.#taken(message);
      return message;
    });
  }

  readNow(): Uint8Array | undefined {
    const message = this.#messages.take();
    this.#taken(message);
    return message;
  }

  #taken(message: Uint8Array | undefined): void {
    if (message !== undefined) this.#bytes -= message.length + frameBytes;
    if (this.#held !== undefined && this.#bytes <= windowBytes) this.#release(true);
  }

  #release(isTaken: boolean): void {
    const held = this.#held;
    this.#held = undefined;
    for (const resolve of held ?? []) resolve(isTaken);
  }
}
