import { Roster } from '../../transport/roster.js';
import { taken } from '../../transport/server-call.js';
import type { OutputFd } from '../../programs/program.js';

/** Why an Invoke stream lost its process, or the process its stream. */
export type AttachmentEnd =
  /** It exited: its code, and those of processes of its container that were told along with it. */
  | { readonly kind: 'exited'; readonly codes: readonly [number, ...number[]] }
  /** It never ran, because the server refused it; the message is the server's. */
  | { readonly kind: 'refused'; readonly message: string }
  /** It was sent something else than its script expects. */
  | { readonly kind: 'unexpected-stdin'; readonly message: string }
  | { readonly kind: 'killed' }
  /** Its container died. The causes are exit codes and error texts, its own first. */
  | { readonly kind: 'crashed'; readonly causes: readonly (number | string)[] }
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'detached' };

/** The bond between a process and the Invoke stream that sees its output. */
export class Attachment {
  readonly ended: Promise<AttachmentEnd>;
  readonly #send: (fd: OutputFd, bytes: Uint8Array) => Promise<boolean>;
  #end: ((end: AttachmentEnd) => void) | undefined;
  /** Callbacks of those who wait for the bond to end. */
  readonly #waiting = new Roster<() => void>();

  constructor(send: (fd: OutputFd, bytes: Uint8Array) => Promise<boolean>) {
    this.#send = send;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /**
   * Sends output, and resolves when the stream has taken it, so that a slow client holds its process back. Gives
   * whether it was taken before the bond was over.
   */
  deliver(fd: OutputFd, bytes: Uint8Array): Promise<boolean> {
    const sent = this.#send(fd, bytes);
    return sent === taken && this.#end !== undefined ? taken : this.whileBound(sent, false);
  }

  /** Gives what the work gives, or `otherwise` as soon as the bond is over. */
  whileBound<T>(work: Promise<T>, otherwise: T): Promise<T> {
    // Not a race with `ended`, because a promise keeps all that ever waited for it.
    return new Promise((resolve, reject) => {
      const give = (): void => resolve(otherwise);
      const place = this.#end === undefined ? undefined : this.#waiting.add(give);
      if (place === undefined) void this.ended.then(give);
      const done = (): void => {
        if (place !== undefined) this.#waiting.remove(place);
      };
      work.finally(done).then(resolve, reject);
    });
  }

  /** Ends the bond; only the first end counts. */
  end(end: AttachmentEnd): void {
    this.#end?.(end);
    this.#end = undefined;
    for (const give of this.#waiting) give();
  }
}
