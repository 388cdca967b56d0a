import type { OutputFd } from '../programs/program.js';

/** Why an Invoke stream lost its process, or the process its stream. */
export type AttachmentEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'start-failed'; readonly reason: string }
  /** Its script expects something else than was sent. */
  | { readonly kind: 'unexpected-stdin'; readonly message: string }
  | { readonly kind: 'killed' }
  /** Its container died. */
  | { readonly kind: 'crashed' }
  | { readonly kind: 'taken-over' }
  | { readonly kind: 'detached' };

/** The bond between a process and the Invoke stream that sees its output. */
export class Attachment {
  readonly ended: Promise<AttachmentEnd>;
  readonly #send: (fd: OutputFd, bytes: Uint8Array) => Promise<boolean>;
  #end: ((end: AttachmentEnd) => void) | undefined;

  constructor(send: (fd: OutputFd, bytes: Uint8Array) => Promise<boolean>) {
    this.#send = send;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Whether the stream took the bytes before the bond was over: a slow client holds its process back. */
  deliver(fd: OutputFd, bytes: Uint8Array): Promise<boolean> {
    return Promise.race([this.#send(fd, bytes), this.ended.then(() => false)]);
  }

  /** The first end counts. */
  end(end: AttachmentEnd): void {
    this.#end?.(end);
    this.#end = undefined;
  }
}
