import { Roster } from '../../transport/roster.js';
import { taken } from '../../transport/server-call.js';
import type { OutputFd } from '../../programs/program.js';

/** Why an Invoke stream lost its process, or the process its stream. */
export type AttachmentEnd =
  /** The code, and those of what its container told along with it. */
  | { readonly kind: 'exited'; readonly codes: readonly [number, ...number[]] }
  /** It never ran; the message is the server's. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Its script expects something else than was sent. */
  | { readonly kind: 'unexpected-stdin'; readonly message: string }
  | { readonly kind: 'killed' }
  /** Its container died; the causes are exit codes and error texts, its own first. */
  | { readonly kind: 'crashed'; readonly causes: readonly (number | string)[] }
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'detached' };

/** The bond between a process and the Invoke stream that sees its output. */
export class Attachment {
  readonly ended: Promise<AttachmentEnd>;
  readonly #send: (fd: OutputFd, bytes: Uint8Array) => Promise<boolean>;
  #end: ((end: AttachmentEnd) => void) | undefined;
  /** What waits no longer when the bond is over. */
  readonly #waiting = new Roster<() => void>();

  constructor(send: (fd: OutputFd, bytes: Uint8Array) => Promise<boolean>) {
    this.#send = send;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Whether the stream took the bytes before the bond was over: a slow client holds its process back. */
  deliver(fd: OutputFd, bytes: Uint8Array): Promise<boolean> {
    const sent = this.#send(fd, bytes);
    return sent === taken && this.#end !== undefined ? taken : this.whileBound(sent, false);
  }

  /** What the work gives, or `otherwise` as soon as the bond is over. */
  whileBound<T>(work: Promise<T>, otherwise: T): Promise<T> {
    // Not a race with `ended`: a promise keeps all that ever waited for it.
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

  /** The first end counts. */
  end(end: AttachmentEnd): void {
    this.#end?.(end);
    this.#end = undefined;
    for (const give of this.#waiting) give();
  }
}
